/** Components that are dropped into a folder: found, checked and loaded, each plugin in a module layer of its own. */
package dev.pushforward.app.plugins;
