/** The forms of app and API account connections. */
export const connectionForms = {};
