import type { common as english } from '../en/common.ts'

export const common: Readonly<Record<keyof typeof english, string>> = {
  'common.cancel': 'Abbrechen',
  'common.close': 'Schließen',
  'common.undo': 'Rückgängig',
  'common.remove': 'Entfernen',
  'common.name': 'Name',
  'common.save': 'Speichern',
  'common.pictures': '{count, plural, one {# Bild} other {# Bilder}}',
  'common.results': '{count, plural, one {# Ergebnis} other {# Ergebnisse}}',
  'common.free': 'kostenlos',
  'common.key-space': 'Leertaste',
  'common.key-delete': 'Entf',
  'common.key-ctrl': 'Strg',
  'common.key-shift': 'Umschalt',
  'common.key-alt': 'Alt',
}
