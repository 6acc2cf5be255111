import type { shell as english } from '../en/shell.ts'

export const shell: Readonly<Record<keyof typeof english, string>> = {
  'shell.sources': 'Quellen',
  'shell.recipe': 'Rezept',
  'shell.item': 'Einzelheiten zum Bild',
  'shell.resize-sources': 'Breite der Quellen',
  'shell.resize-recipe': 'Breite des Rezepts',
  'shell.resize-item': 'Breite der Einzelheiten',
  'shell.places': 'Orte',
  'shell.folders': 'Ordner',
  'shell.batches': 'Stapel',
  'shell.history': 'Verlauf',
  'shell.settings': 'Einstellungen',

  'shell.practice': 'Übungsmodus',
  'shell.practice-body': 'Nachgestellte Dienste: Nichts wird gesendet, nichts kostet Geld.',
  'shell.practice-but-paid':
    'Was jetzt beginnt, ist nachgestellt und kostet nichts. Stapel {number} begann vorher, wird bezahlt und läuft weiter.',
  'shell.practice-off': 'Ausschalten',
  'shell.busy': 'Diese Bibliothek wird gerade benutzt: {holder}. Hier gestartete Stapel warten darauf.',

  'shell.lost-title': 'Lightbench antwortet nicht',
  'shell.lost-body':
    'Die Verbindung zum Programm ist unterbrochen. Nichts Bezahltes geht verloren: Was gesendet wurde, ist festgehalten und wird abgeholt, sobald es wieder läuft.',
  'shell.shut-out-title': 'Lightbench wurde neu gestartet',
  'shell.shut-out-body':
    'Diese Seite gehört zu einem früheren Start. Die Adresse öffnen, die Lightbench beim Start ausgegeben hat; dann läuft auch diese Seite von selbst weiter. Nichts Bezahltes geht verloren.',
  'shell.lost-trying': 'Verbindung wird gesucht …',
  'shell.reload': 'Fenster neu laden',
  'shell.broken-title': 'Das Fenster ist gestört',
  'shell.broken-body':
    'Im Fenster ist etwas Unerwartetes passiert. Stapel laufen weiter, nichts ist verloren: Nach dem Neuladen ist alles auf dem aktuellen Stand.',
  'shell.no-connection-title': 'Lightbench ist nicht erreichbar',
  'shell.no-connection-body':
    'Das Programm hinter diesem Fenster läuft nicht, oder die Adresse stammt von einem früheren Start. Das Programm neu starten und die angezeigte Adresse öffnen.',

  'shell.open-services': 'Zu den Schlüsseln',
  'shell.open-money': 'Zu den Grenzen',
  'shell.open-output': 'Zu den Einstellungen',
  'shell.open-privacy': 'Zu den Einstellungen',
  'shell.open-speed': 'Zu den Einstellungen',
  'shell.open-appearance': 'Zu den Einstellungen',
  'shell.open-library': 'Zu den Einstellungen',
  'shell.open-diagnostics': 'Diagnose',

  'shell.palette-search': 'Befehle, Stapel, Ordner, Rezepte, Modelle suchen',
  'shell.palette-nothing': 'Nichts heißt so.',
  'shell.palette-batch': 'Nr. {number} {prompt}',
  'shell.palette-batches': 'Stapel',
  'shell.palette-folders': 'Ordner',
  'shell.palette-recipes': 'Rezept',
  'shell.palette-models': 'Modell',

  'shell.group-file': 'Datei',
  'shell.group-edit': 'Bearbeiten',
  'shell.group-view': 'Ansicht',
  'shell.group-run': 'Ausführen',
  'shell.group-review': 'Durchsehen',
  'shell.group-pictures': 'Bilder',
  'shell.key-neighbour': 'Voriges oder nächstes Bild',
  'shell.key-toggle': 'Auswählen oder abwählen',
  'shell.key-before': 'Halten: Vorlage zeigen',
  'shell.key-flicker': 'Wechselbild: drücken oder halten',
  'shell.key-result': 'Ergebnis davor oder danach, beim Vergleichen',
  'shell.key-difference': 'Unterschied, beim Vergleichen',
  'shell.key-lock': 'Gemeinsam oder einzeln vergrößern, beim Vergleichen',
  'shell.key-actual': 'Einpassen oder Originalgröße',
  'shell.key-facts': 'Angaben, in der Lupe',
  'shell.group-help': 'Hilfe',
}
