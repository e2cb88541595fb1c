/**
 * Data files: found in the user's folder or the cache, or fetched from their public origin and checked against a pinned
 * sum.
 */
package dev.pushforward.app.data;
