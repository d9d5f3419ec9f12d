/** Name of the capture in a data folder. In a file of its own, so that the engine's thread does not load the driver. */
export const captureFile = 'capture.sqlite';
