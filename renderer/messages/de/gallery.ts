import type { gallery as english } from '../en/gallery.ts'

export const gallery: Readonly<Record<keyof typeof english, string>> = {}
