import type { batch as english } from '../en/batch.ts'

export const batch: Readonly<Record<keyof typeof english, string>> = {}
