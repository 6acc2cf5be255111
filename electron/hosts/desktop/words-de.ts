import type { ErrorCode } from '../../../shared/errors.ts'
import { germanFailures } from '../../../shared/failures-de.ts'
import type { Words } from './words.ts'

export const german: Words = {
  commands: {
    'add-files': 'Bilder hinzufügen…',
    'add-folder': 'Ordner hinzufügen…',
    'add-samples': 'Beispielbilder verwenden',
    settings: 'Einstellungen…',
    'toggle-practice': 'Übungsmodus ein oder aus',
    undo: 'Auf dem Leuchttisch rückgängig',
    'select-all': 'Alle Bilder auswählen',
    'select-none': 'Auswahl aufheben',
    'remove-sources': 'Vom Tisch nehmen',
    search: 'Suchen',
    'view-grid': 'Raster',
    'view-loupe': 'Lupe',
    'view-compare': 'Vorher und nachher',
    'zoom-in': 'Größer',
    'zoom-out': 'Kleiner',
    'toggle-sidebar': 'Quellen ein- oder ausblenden',
    'toggle-recipe': 'Rezept ein- oder ausblenden',
    'show-table': 'Zum Leuchttisch',
    'show-latest-batch': 'Zum neuesten Stapel',
    'show-history': 'Zum Verlauf',
    try: 'Drei Bilder probieren',
    run: 'Angebot und Start',
    pause: 'Anhalten oder fortsetzen',
    'retry-failed': 'Fehlgeschlagene wiederholen',
    palette: 'Befehlspalette',
    shortcuts: 'Tastenkürzel',
  },
  menu: {
    file: 'Datei',
    edit: 'Bearbeiten',
    view: 'Ansicht',
    run: 'Ausführen',
    window: 'Fenster',
    help: 'Hilfe',
    recent: 'Zuletzt verwendete Ordner',
    noRecent: 'Noch keine',
  },
  roles: {
    about: 'Über Lightbench',
    services: 'Dienste',
    hide: 'Lightbench ausblenden',
    hideOthers: 'Andere ausblenden',
    unhide: 'Alle einblenden',
    quit: 'Lightbench beenden',
    close: 'Fenster schließen',
    undo: 'Eingabe rückgängig',
    redo: 'Eingabe wiederholen',
    cut: 'Ausschneiden',
    copy: 'Kopieren',
    paste: 'Einfügen',
    selectAll: 'Alles auswählen',
    reload: 'Neu laden',
    toggleDevTools: 'Entwicklerwerkzeuge',
    resetZoom: 'Originalgröße',
    zoomIn: 'Ansicht vergrößern',
    zoomOut: 'Ansicht verkleinern',
    togglefullscreen: 'Vollbild',
    minimize: 'Minimieren',
    zoom: 'Zoomen',
    front: 'Alle nach vorne bringen',
  },
  closing: {
    question: 'Es werden noch Bilder bearbeitet.',
    detail:
      'Im Hintergrund arbeitet Lightbench ohne Fenster zu Ende und beendet sich dann; zum Nachsehen wieder öffnen. Beim Anhalten wird nichts mehr gesendet, Gesendetes bleibt erhalten, und der nächste Start macht an derselben Stelle weiter. Nichts wird zweimal bezahlt.',
    waiting: 'Stapel warten darauf, weiterzulaufen.',
    waitingDetail:
      'Sie warten auf das Netzwerk oder auf ein anderes Lightbench, das die Bibliothek benutzt. Im Hintergrund wartet Lightbench ohne Fenster weiter, arbeitet sie ab und beendet sich dann. Beim Anhalten macht der nächste Start an derselben Stelle weiter. Nichts wird zweimal bezahlt.',
    keepRunning: 'Im Hintergrund weiterarbeiten',
    pauseAndQuit: 'Anhalten und beenden',
    cancel: 'Abbrechen',
  },
  ended: {
    title: (batchNumber) => `Stapel ${batchNumber} ist zu Ende`,
    body: ({ done, failed, unresolved }) =>
      [
        `${done} fertig`,
        ...(failed > 0 ? [`${failed} fehlgeschlagen`] : []),
        ...(unresolved > 0 ? [`${unresolved} gesendet, noch ohne Antwort`] : []),
      ].join(', '),
    pausedTitle: (batchNumber) => `Stapel ${batchNumber} ist angehalten`,
    pausedBody: ({ code }) => germanFailures[`error.${code}`],
  },
  pageRestarted: 'Das Fenster musste neu geladen werden. Nichts ging verloren, laufende Stapel liefen weiter.',
  pageLost: {
    question: 'Das Fenster ist zweimal ausgefallen.',
    detail:
      'Stapel laufen inzwischen weiter, und nichts geht verloren. Laden Sie das Fenster neu, oder beenden Sie Lightbench und starten Sie es wieder.',
    reload: 'Neu laden',
    quit: 'Beenden',
  },
  pictures: 'Bilder',
  chooseFiles: 'Bilder hinzufügen',
  chooseFolder: 'Ordner wählen',
  cannotStart: 'Lightbench kann nicht starten',
  unforeseen: 'Etwas ging schief, das Lightbench nicht vorgesehen hat. Das Protokoll enthält die Einzelheiten.',
  atStart: {
    next: (code) =>
      nextAtStart[code] ?? 'Bitte Lightbench noch einmal starten. Das Protokoll enthält die Einzelheiten.',
    noSandbox:
      'Die Sandbox von Chromium ist ausgeschaltet (--no-sandbox), und ohne sie zeigt Lightbench keine Seite. Ein AppImage schaltet sie aus, wo das System keine User-Namespaces erlaubt: Bitte stattdessen das .deb-Paket installieren, das eine eigene Sandbox mitbringt, oder User-Namespaces erlauben. Nichts wurde verändert.',
    newestBackup: (madeAt) =>
      `Lightbench kann seine neueste Sicherung an die Stelle der Bibliothek setzen, vom ${madeAt}. Die beschädigte Bibliothek bleibt daneben erhalten, und was die Sicherung nicht kennt, wird nicht von selbst ein zweites Mal gesendet.`,
    restore: 'Neueste Sicherung zurückspielen',
    quit: 'Beenden',
  },
  failed: ({ code, message }) => `${germanFailures[`error.${code}`]}: ${message}`,
}

const nextAtStart: Readonly<Partial<Record<ErrorCode, string>>> = {
  'library-damaged':
    'Nichts wurde verändert. Bitte eine Kopie der Bibliothek an ihre Stelle setzen oder ihren Ordner beiseitelegen, um mit einer neuen zu beginnen.',
  'library-note-damaged':
    'Den genannten Hinweis wie angegeben richtigstellen; die Bibliothek selbst ist nicht beschädigt.',
  'library-newer': 'Bitte das neuere Lightbench verwenden, das diese Bibliothek angelegt hat.',
  'library-busy': 'Bitte warten, bis das andere Lightbench fertig ist, oder es schließen.',
  'output-unwritable': 'Bitte den Ordner beschreibbar machen oder sein Laufwerk anschließen und neu starten.',
  'disk-full': 'Bitte Platz schaffen und neu starten.',
  'file-missing': 'Bitte das Laufwerk anschließen und neu starten.',
  'invalid-request': 'Bitte berichtigen, was genannt ist, und neu starten.',
}
