/** The audit trail. */
export const events = {};
