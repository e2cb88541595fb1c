/**
 * Fisher implicit samplers and score estimators: the settings records and classes that library users construct
 * directly.
 */
package dev.pushforward.samplers.fisher;
