/** The commands. */
package dev.pushforward.app.cli;
