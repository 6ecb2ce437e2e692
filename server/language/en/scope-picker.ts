/** The scope picker. */
export const scopePicker = {};
