/** The console's users and their roles. */
export const users = {};
