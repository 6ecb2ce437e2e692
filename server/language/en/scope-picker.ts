/** The scope picker. */
export const scopePicker = {
  legend: 'Scopes',
  /** In a choice that is headed “Scopes” itself. */
  legendNested: 'Which ones',
  hint: 'What the app asks the store for. Choose as little as it needs: merchants see this list when they install it.',
  search: 'Search scopes',
  nothingFound: 'No scope matches.',
  presetsLegend: 'Choose at once',
  presets: {
    commerce_read: 'Read commerce data',
    all_read: 'Everything read-only',
    all: 'Add all',
    none: 'Remove all',
  },
  commerceHint:
    '“Read commerce data” is orders, transactions, products, store information and customers, all of them read-only.',
  area: {
    heading: (area: string) => `${area}: choose for all of these`,
    none: 'None',
    read: 'Read-only',
    modify: 'Modify',
  },
  access: { none: 'None', read: 'Read-only', modify: 'Modify', allow: 'Allow' },
  chosen: 'Chosen:',
  other: {
    label: 'Other scopes',
    hint: 'Scopes that are not in the list, one on each line.',
    unknown: (scopes: string) =>
      `Not in BigCommerce’s list, kept as typed: ${scopes}. BigCommerce refuses a whole authorization for one misspelled scope, so check the spelling.`,
    malformed: (scopes: string) => `These cannot be scopes: ${scopes}.`,
  },
};
