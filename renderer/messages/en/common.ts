/** Words that several parts of the window share. */
export const common = {
  'common.cancel': 'Cancel',
  'common.close': 'Close',
  'common.undo': 'Undo',
  'common.remove': 'Remove',
  'common.name': 'Name',
  'common.save': 'Save',
  'common.pictures': '{count, plural, one {# picture} other {# pictures}}',
  'common.results': '{count, plural, one {# result} other {# results}}',
  'common.free': 'free',
  'common.key-space': 'Space',
  'common.key-delete': 'Del',
  'common.key-ctrl': 'Ctrl',
  'common.key-shift': 'Shift',
  'common.key-alt': 'Alt',
} as const
