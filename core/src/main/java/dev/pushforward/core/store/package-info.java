/**
 * Files that are complete or absent, and say so when they are damaged: saved states and draws in NumPy's format. And
 * arrays of others in that format.
 */
package dev.pushforward.core.store;
