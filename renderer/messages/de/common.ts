import type { common as english } from '../en/common.ts'

export const common: Readonly<Record<keyof typeof english, string>> = {
  'common.cancel': 'Abbrechen',
  'common.close': 'Schließen',
  'common.undo': 'Rückgängig',
  'common.remove': 'Entfernen',
  'common.save': 'Speichern',
  'common.more': 'Mehr',
  'common.pictures': '{count, plural, one {# Bild} other {# Bilder}}',
  'common.results': '{count, plural, one {# Ergebnis} other {# Ergebnisse}}',
  'common.free': 'kostenlos',
}
