/** Tables, pictures and the report of a run. */
package dev.pushforward.app.report;
