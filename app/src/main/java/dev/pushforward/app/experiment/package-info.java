/** Experiment files: reading, checking and resolving them into plain records. */
package dev.pushforward.app.experiment;
