/** As it is kept: in normal form, without white space around it and with single spaces inside; empty where nothing is left. */
export function cleanTag(tag: string): string {
  return tag.normalize('NFC').replaceAll(/\s+/gu, ' ').trim()
}

/** Equal for tags that are one and the same to a person. */
export function tagKey(tag: string): string {
  return cleanTag(tag).toLowerCase().normalize('NFC')
}
