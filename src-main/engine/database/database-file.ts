/** Name of the second database in a data folder. In a file of its own, so that the engine's thread does not load the driver. */
export const databaseFile = 'hubbub.db';
