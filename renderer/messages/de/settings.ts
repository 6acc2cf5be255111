import type { settings as english } from '../en/settings.ts'

export const settings: Readonly<Record<keyof typeof english, string>> = {
  'settings.title': 'Einstellungen',
  'settings.services': 'Dienste',
  'settings.money': 'Ausgaben',
  'settings.output': 'Ausgabe',
  'settings.privacy': 'Datenschutz',
  'settings.speed': 'Tempo',
  'settings.appearance': 'Darstellung',
  'settings.library': 'Bibliothek',
  'settings.diagnostics': 'Diagnose',

  'settings.keys-note':
    'Bezahlte Modelle brauchen einen Schlüssel ihres Dienstes. Er wird zuerst geprüft und dann im Schlüsselspeicher dieses Systems abgelegt; kein Fenster und kein Protokoll zeigt ihn je an.',
  'settings.keys-reading': 'Schlüsselspeicher wird gefragt …',
  'settings.store-consequence':
    'Bis dahin lässt sich kein Schlüssel ablegen, und es wird nichts ausgegeben. Verlauf, Modelle auf diesem Rechner und Übungsmodus funktionieren.',
  'settings.key-none': 'Kein Schlüssel',
  'settings.key-in-keychain': 'Im Schlüsselspeicher des Systems',
  'settings.key-in-environment': 'Aus der Umgebung',
  'settings.environment-note':
    '{variable} ist dort gesetzt, wo Lightbench gestartet wurde, und geht dem Schlüsselspeicher vor.',
  'settings.key-label': 'Schlüssel für {name}',
  'settings.key-placeholder': 'Schlüssel einfügen',
  'settings.key-hint': 'Vor dem Ablegen wird er beim Dienst geprüft. Das Prüfen kostet nichts.',
  'settings.key-keep': 'Prüfen und ablegen',
  'settings.key-trying': 'Wird geprüft …',
  'settings.key-page': 'Schlüssel von {name} holen',
  'settings.asking': '{name} wird gefragt …',
  'settings.balance': 'Funktioniert. Guthaben {amount}.',
  'settings.balance-unknown': 'Guthaben unbekannt.',
  'settings.test': 'Prüfen',
  'settings.test-of': 'Schlüssel für {name} prüfen',
  'settings.replace': 'Ersetzen …',
  'settings.replace-of': 'Schlüssel für {name} ersetzen',
  'settings.remove-of': 'Schlüssel für {name} entfernen',
  'settings.remove-title': 'Schlüssel für {name} entfernen?',
  'settings.remove-body':
    'Er wird aus dem Schlüsselspeicher dieses Systems gelöscht. Stapel mit {name} halten an, bis es wieder einen Schlüssel gibt; Bezahltes bleibt erhalten.',
  'settings.remove-key': 'Schlüssel entfernen',

  'settings.caps-note':
    'Was höchstens ausgegeben werden darf, in US-Dollar. Der Preis jeder Anfrage wird vor dem Senden gegen alle Grenzen zurückgelegt, deshalb wird keine überschritten.',
  'settings.cap-batchUsd': 'Grenze je Stapel',
  'settings.cap-batchUsd-hint': 'Gilt, wo ein Rezept keine eigene Grenze nennt.',
  'settings.cap-dayUsd': 'Grenze je Tag',
  'settings.cap-dayUsd-hint': 'Alle Dienste zusammen, von Mitternacht bis Mitternacht.',
  'settings.cap-monthUsd': 'Grenze je Monat',
  'settings.cap-monthUsd-hint': 'Alle Dienste zusammen, je Kalendermonat.',
  'settings.cap-none': 'Keine Grenze',
  'settings.cap-stopped': 'Stapel {number} hielt an einer Grenze. Der Rest kostet höchstens {left}.',
  'settings.cap-invalid': 'Einen Betrag wie 5 oder 12,50 angeben, oder nichts für keine Grenze.',

  'settings.output-note': 'Wohin Ergebnisse kommen, wenn ein Rezept keinen eigenen Ordner nennt.',
  'settings.output-now': 'Ergebnisse kommen nach',
  'settings.output-beside': 'In einen Ordner neben den Bildern',
  'settings.output-choose': 'Ordner wählen …',
  'settings.output-typed': 'Pfad eines Ordners',
  'settings.output-use': 'Diesen Ordner verwenden',
  'settings.output-use-beside': 'Stattdessen neben die Bilder',
  'settings.output-recent': 'Zuletzt verwendet',

  'settings.privacy-sent': 'Was gesendet wird',
  'settings.privacy-sent-body':
    'An den Dienst des Modells und sonst nirgendwohin: die Bildpunkte, aufrecht und mit Farbprofil, der Prompt und die Werte des Rezepts.',
  'settings.privacy-stripped': 'Was vorher entfernt wird',
  'settings.privacy-place': 'der Aufnahmeort',
  'settings.privacy-camera': 'Kamera, Objektiv, Seriennummern und Zeiten',
  'settings.privacy-texts': 'Beschreibungen, Stichwörter, Namen und Urheberangaben',
  'settings.privacy-names': 'der Name der Datei und ihres Ordners',
  'settings.gps': 'Neue Rezepte dürfen den Aufnahmeort senden',
  'settings.gps-hint': 'Nur für Dienste, die ihn nutzen. Jedes Rezept zeigt das an und kann es anders bestimmen.',
  'settings.privacy-local':
    'Modelle auf diesem Rechner senden nichts. Ergebnisse behalten die Daten ihrer Quelle nach den Regeln des Rezepts.',

  'settings.speed-note':
    'Wie viele Bilder gleichzeitig bearbeitet werden. Mehr ist schneller, bis es einem Dienst zu viel wird; dann wird von selbst gewartet.',
  'settings.speed-local': 'Dieser Rechner',
  'settings.speed-requests': 'Anfragen zugleich',
  'settings.speed-pictures': 'Bilder zugleich',
  'settings.speed-invalid': 'Eine ganze Zahl von {min, number} bis {max, number}.',

  'settings.theme': 'Farben',
  'settings.theme-system': 'Wie das System',
  'settings.theme-light': 'Hell',
  'settings.theme-dark': 'Dunkel',
  'settings.language': 'Sprache',
  'settings.language-system': 'Wie das System',
  'settings.notifications': 'Melden, wenn ein Stapel zu Ende ist',
  'settings.notifications-hint': 'Als Mitteilung des Systems, solange das Fenster nicht im Vordergrund ist.',

  'settings.library-folder': 'Ordner der Bibliothek',
  'settings.library-note':
    'Hier liegen Verlauf, Vorschaubilder und Ergebnisse, die noch nicht geschrieben werden konnten. Für eine andere Bibliothek vor dem Start LIGHTBENCH_HOME setzen.',
  'settings.version': 'Lightbench {version}',

  'settings.diagnostics-note':
    'Was Lightbench über seine Arbeit festgehalten hat. Schlüssel stehen nie darin, Pfade und Prompts vielleicht.',
  'settings.diagnostics-reading': 'Protokoll wird gelesen …',
  'settings.diagnostics-log': 'Protokoll',
  'settings.diagnostics-copy': 'Kopieren',
  'settings.diagnostics-again': 'Neu lesen',
  'settings.diagnostics-copied': 'Kopiert.',
  'settings.diagnostics-refused':
    'Der Browser erlaubt das Kopieren hier nicht; den Text markieren und von Hand kopieren.',
}
