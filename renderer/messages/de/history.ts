import type { history as english } from '../en/history.ts'

export const history: Readonly<Record<keyof typeof english, string>> = {
  'history.title': 'Verlauf',
  'history.search': 'Namen und Prompts durchsuchen',
  'history.batches': 'Stapel, neueste zuerst',
  'history.results': 'Gefundene Bilder',
  'history.reading': 'Verlauf wird gelesen …',
  'history.searching': 'Wird gesucht …',
  'history.number': 'Nr. {number}',
  'history.practice': 'Übung',
  'history.batch-planned': 'Geplant',
  'history.batch-paused': 'Angehalten',
  'history.batch-done': 'Fertig',
  'history.batch-cancelled': 'Abgebrochen',
  'history.empty': 'Noch nichts ausgeführt',
  'history.empty-body': 'Jeder Stapel bleibt hier mit Bildern, Prompts und Kosten erhalten, auch ohne Netz.',
  'history.nothing': 'Nichts gefunden',
  'history.nothing-body': 'Kein Name und kein Prompt im Verlauf enthält diesen Text.',
  'history.found': '{count, plural, one {# Bild} other {# Bilder}} gefunden',
  'history.found-many': 'Die neuesten {count} gefundenen Bilder',
}
