/** Words of one parameter. */
export interface ParameterTexts {
  readonly label: string
  readonly help: string
}

type Texts = Readonly<Record<string, ParameterTexts>>

const results: ParameterTexts = {
  label: 'Ergebnisse je Bild',
  help: 'Wie viele Ergebnisse von jedem Bild gemacht werden. Jedes wird berechnet.',
}

const resultFormat: ParameterTexts = {
  label: 'Ergebnisformat',
  help: 'Dateiformat, das der Dienst zurückgibt.',
}

const adjust: Texts = {
  rotate: {
    label: 'Drehen',
    help: 'Im Uhrzeigersinn. Vierteldrehungen verlieren nichts; andere Winkel füllen die Ecken.',
  },
  flip: { label: 'Spiegeln', help: 'Spiegelt das Bild.' },
  resize: { label: 'Längste Seite', help: 'Macht die längste Seite so lang. Offen gelassen bleibt die Größe.' },
  enlarge: { label: 'Vergrößern', help: 'Lässt „Längste Seite“ kleine Bilder größer machen.' },
  exposure: { label: 'Belichtung', help: 'Eine Blende verdoppelt oder halbiert das Licht.' },
  temperature: { label: 'Farbtemperatur', help: 'Höher ist wärmer, niedriger ist kühler.' },
  contrast: { label: 'Kontrast', help: 'Höher trennt Hell und Dunkel stärker.' },
  saturation: { label: 'Sättigung', help: 'Höher ist farbiger; -100 lässt keine Farbe übrig.' },
  grayscale: { label: 'Graustufen', help: 'Nimmt die Farbe heraus.' },
  blur: { label: 'Unschärfe', help: 'Radius einer weichen Unschärfe; 0 ist keine.' },
  sharpen: { label: 'Schärfen', help: '0 ist nichts; 1 ist üblich.' },
  background: {
    label: 'Hintergrund',
    help: 'Farbe hinter durchsichtigen Teilen, als #rrggbb. Offen gelassen bleibt die Transparenz.',
  },
  output_format: {
    label: 'Ergebnisformat',
    help: '„Wie das Bild“ behält sein Format; aus HEIC und GIF wird PNG oder JPEG.',
  },
  quality: { label: 'Qualität', help: 'Für Formate, die Qualität gegen Größe tauschen.' },
}

const fluxDev: Texts = {
  strength: { label: 'Stärke', help: '0 behält das Bild, 1 beachtet es nicht; 0,5 bis 0,8 ist üblich.' },
  steps: { label: 'Schritte', help: 'Mehr Schritte dauern länger und zeigen mehr Einzelheiten; 28 ist üblich.' },
  guidance: { label: 'Prompttreue', help: 'Höher folgt dem Prompt genauer.' },
  seed: {
    label: 'Startwert',
    help: 'Derselbe Startwert mit derselben Anfrage gibt dasselbe Bild; offen gelassen ist er zufällig.',
  },
}

const gptImage: Texts = {
  num_images: results,
  output_format: resultFormat,
  image_size: { label: 'Ergebnisgröße', help: 'Form des Ergebnisses; „automatisch“ folgt dem Bild.' },
  quality: {
    label: 'Qualität',
    help: 'Der Preis ist nur für „hoch“ veröffentlicht; die anderen werden zum selben Preis angeboten.',
  },
}

/** German words for the parameters of every model; a test holds them against the catalogue. */
export const parameterTexts: Readonly<Record<string, Texts>> = {
  'local/adjust': adjust,
  'runflow/reve/edit': { num_images: results, output_format: resultFormat },
  'runflow/black-forest-labs/flux-1-dev/edit': fluxDev,
  'runflow/openai/gpt-image-2/edit': gptImage,
  'aimlapi/reve/edit-image': {
    convert_base64_to_url: {
      label: 'Ergebnis als Link',
      help: 'Ein: Die Antwort enthält einen Link zum Ergebnis. Aus: Sie enthält das Ergebnis selbst, ohne zweites Herunterladen.',
    },
  },
}

export const modelTexts: Readonly<Record<string, string>> = {
  'local/adjust': 'Belichtung, Farbe, Geometrie und Format auf diesem Rechner. Kostenlos; nichts verlässt ihn.',
  'runflow/reve/edit': 'Bearbeitet ein Bild nach Anweisung; was nicht genannt wird, bleibt.',
  'runflow/black-forest-labs/flux-1-dev/edit': 'Malt ein Bild zum Prompt hin neu; die Stärke bestimmt, wie weit.',
  'runflow/openai/gpt-image-2/edit':
    'Bearbeitet mit mehreren Referenzbildern und Maske; am langsamsten und am teuersten.',
  'aimlapi/reve/edit-image':
    'Reve über AIML API: ein Aufruf, ein Ergebnis. Nach einem Aufruf ohne Antwort kann nicht gefragt werden.',
}
