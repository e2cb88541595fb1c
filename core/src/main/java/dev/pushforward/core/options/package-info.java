/**
 * Declared settings that components have in common: factories list them among their own and turn them into settings
 * records.
 */
package dev.pushforward.core.options;
