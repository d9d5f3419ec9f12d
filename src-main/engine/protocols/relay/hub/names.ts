/** What entries of this protocol carry. The relay has no apps: all of it is one. */
export const protocol = 'relay';
export const app = 'relay';

/** The room of those who connect without a path, and the only one where paths are no rooms. */
export const rootPath = '/';
