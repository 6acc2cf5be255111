/** Values of a pixel: lightness, green–red, blue–yellow and how opaque it is. */
export const labChannels = 4

/** The light a screen reflects: without it the darkest greys would be as far apart as grey and white. */
const flare = 0.003

const linear = Float32Array.from({ length: 256 }, (_, index) => {
  const value = index / 255
  return flare + (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)
})

/**
 * Turns 8-bit sRGB with alpha into Oklab (Björn Ottosson, 2020), where distances are about as large as they look. What
 * is clear has no colour.
 */
export function toOklab(rgba: Uint8Array): Float32Array {
  const lab = new Float32Array(rgba.length)
  for (let at = 0; at < rgba.length; at += labChannels) {
    const r = linear[rgba[at] ?? 0] ?? 0
    const g = linear[rgba[at + 1] ?? 0] ?? 0
    const b = linear[rgba[at + 2] ?? 0] ?? 0
    const alpha = (rgba[at + 3] ?? 0) / 255
    const l = Math.cbrt(0.412_221_47 * r + 0.536_332_54 * g + 0.051_445_99 * b)
    const m = Math.cbrt(0.211_903_5 * r + 0.680_699_55 * g + 0.107_396_96 * b)
    const s = Math.cbrt(0.088_302_46 * r + 0.281_718_84 * g + 0.629_978_7 * b)
    lab[at] = alpha * (0.210_454_26 * l + 0.793_617_79 * m - 0.004_072_05 * s)
    lab[at + 1] = alpha * (1.977_998_5 * l - 2.428_592_2 * m + 0.450_593_71 * s)
    lab[at + 2] = alpha * (0.025_904_04 * l + 0.782_771_77 * m - 0.808_675_77 * s)
    lab[at + 3] = alpha
  }
  return lab
}
