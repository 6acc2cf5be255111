/** The part of libheif's C interface, as bound to JavaScript, that the worker uses. Error codes are embind values. */
declare module 'libheif-js/wasm-bundle.js' {
  interface Context {
    readonly __brand: 'context'
  }
  interface Handle {
    readonly __brand: 'handle'
  }
  interface Image {
    readonly __brand: 'image'
  }
  interface Failed {
    readonly code: unknown
    readonly message: string
  }
  interface Channel {
    /** A view of the decoder's own memory: gone with the image. */
    readonly data: Uint8Array
    readonly stride: number
    readonly width: number
    readonly height: number
  }
  interface Decoded {
    readonly image: Image
    readonly channels: readonly Channel[]
    readonly code?: undefined
  }

  const libheif: {
    readonly heif_error_code: { readonly heif_error_Ok: unknown }
    readonly heif_colorspace: { readonly heif_colorspace_RGB: unknown }
    readonly heif_chroma: {
      readonly heif_chroma_interleaved_RGB: unknown
      readonly heif_chroma_interleaved_RGBA: unknown
    }
    heif_context_alloc(): Context
    heif_context_free(context: Context): void
    heif_context_read_from_memory(context: Context, bytes: Uint8Array): Failed
    heif_js_context_get_primary_image_handle(context: Context): (Handle & { readonly code?: undefined }) | Failed
    heif_image_handle_get_width(handle: Handle): number
    heif_image_handle_get_height(handle: Handle): number
    heif_image_handle_has_alpha_channel(handle: Handle): number
    heif_image_handle_release(handle: Handle): void
    heif_js_decode_image2(handle: Handle, colourSpace: unknown, chroma: unknown): Decoded | Failed
    heif_image_release(image: Image): void
  }
  export default libheif
}
