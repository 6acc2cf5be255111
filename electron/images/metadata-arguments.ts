import { agentName, type Provenance } from './provenance.ts'

/** IPTC's mark of a picture that a model has made a part of (cv.iptc.org, digitalsourcetype). */
const aiSourceType = 'http://cv.iptc.org/newscodes/digitalsourcetype/compositeWithTrainedAlgorithmicMedia'

/** True of the source's pixels or file and false of the result's: size, layout, colour, and pictures in the picture. */
const aboutSourcePixels = [
  'Orientation',
  'ColorSpace',
  'InteropIFD:all',
  'IFD1:all',
  'ThumbnailImage',
  'PreviewImage',
  'ExifIFD:ExifImageWidth',
  'ExifIFD:ExifImageHeight',
  'EXIF:ImageWidth',
  'EXIF:ImageHeight',
  'XMP-tiff:ImageWidth',
  'XMP-tiff:ImageHeight',
  'XMP-tiff:BitsPerSample',
  'XMP-exif:ExifImageWidth',
  'XMP-exif:ExifImageHeight',
  'XMP-photoshop:ColorMode',
  'XMP-photoshop:ICCProfileName',
  'XMP-xmp:Thumbnails',
  'XMP-crs:all',
  'XMP-hdrgm:all',
  'XMP-HDRGainMap:all',
  'XMP-GContainer:all',
  'XMP-GCamera:all',
  'XMP-GDepth:all',
  'XMP-GImage:all',
]

interface Copying {
  /** Free of line breaks and percent signs, which mean something in ExifTool's arguments. */
  readonly source: string
  readonly keepGps: boolean
}

/**
 * Empties the target, its colour profile aside, so that nothing remains that no rule asked for. It takes two commands:
 * in a TIFF the first directory is the file's own structure, whose descriptive tags have to be named; in an AVIF
 * naming them, or setting any, in the same command keeps the whole directory.
 */
export const clearing = [['-all=', '--ICC_Profile:all'], ['-CommonIFD0=']] as const

/** Copies EXIF, IPTC and XMP of the source, maker notes aside: they embed previews and what no one can check. */
export function copyingArguments({ source, keepGps }: Copying): string[] {
  const excluded = keepGps ? aboutSourcePixels : [...aboutSourcePixels, 'GPS:all', 'XMP:*GPS*']
  return [
    '-tagsFromFile',
    source,
    '-EXIF:all',
    '-IPTC:all',
    '-XMP:all',
    ...excluded.map((tag) => `--${tag}`),
    '-Orientation#=1',
  ]
}

/** A position may also lie inside structures, such as the place shown, which are copied whole. */
export const positionRemoval = ['-GPS:all=', '-XMP:*GPS*=']

export function provenanceArguments(provenance: Provenance, version: string): string[] {
  const { model, prompt, isAiGenerated, isPractice } = provenance
  const agent = agentName(version)
  const event = { Action: 'edited', SoftwareAgent: agent, Parameters: JSON.stringify(provenance) }
  const aiTags = [
    `-XMP-iptcExt:DigitalSourceType=${aiSourceType}`,
    `-XMP-iptcExt:AISystemUsed=${escaped(model)}`,
    `-XMP-iptcExt:AIPromptInformation=${escaped(prompt)}`,
  ]
  return [
    `-XMP-xmp:CreatorTool=${escaped(agent)}`,
    `-XMP-xmpMM:History+=${structure(event)}`,
    ...(isAiGenerated && !isPractice ? aiTags : []),
  ]
}

/** ExifTool's own notation of a structure. It undoes the escaping of its values once more than that of others. */
function structure(fields: Readonly<Record<string, string>>): string {
  const entries = Object.entries(fields).map(([key, value]) => {
    const protectedValue = value.replaceAll(/[,[\]{}|]/g, (character) => `|${character}`)
    return `${key}=${escaped(escaped(protectedValue))}`
  })
  return `{${entries.join(',')}}`
}

/** Arguments are lines, and values HTML-escaped; control characters other than white space have no place in XMP. */
function escaped(value: string): string {
  return value
    .toWellFormed()
    .replaceAll(/[^\P{Cc}\t\n\r]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll(/[\t\n\r]/g, (character) => `&#${character.charCodeAt(0)};`)
}
