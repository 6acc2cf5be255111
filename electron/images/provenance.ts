import { z } from 'zod'

/** The record an output carries about itself. A library that is lost is rebuilt from these. */
export const provenanceSchema = z.object({
  model: z.string(),
  prompt: z.string(),
  /** The service's own id of the run; null where it has none. */
  runId: z.string().nullable(),
  attemptId: z.string(),
  itemId: z.string(),
  sourceSha256: z.string(),
  isAiGenerated: z.boolean(),
  /** Made by the built-in simulator; nothing was paid and no model worked on it. */
  isPractice: z.boolean(),
  /** Counts the results of one attempt from 0. The first records had neither this nor what follows. */
  number: z.int().nonnegative().optional(),
  /** Equal for the same pixels and the same request: what is never paid for twice. */
  contentKey: z.string().optional(),
  batchId: z.string().optional(),
  batchNumber: z.int().positive().optional(),
})
export type Provenance = z.infer<typeof provenanceSchema>

export interface ProvenanceRecord extends Provenance {
  /** Version of the Lightbench that wrote it. */
  readonly version: string
}

const agentPrefix = 'Lightbench '
const eventSchema = z.object({ SoftwareAgent: z.string(), Parameters: z.string() })

export function agentName(version: string): string {
  return agentPrefix + version
}

/**
 * Finds the newest record in an XMP history (xmpMM:History, XMP part 2, 2.2.2). A picture edited twice carries two.
 * Events of other programs, and records that cannot be read, are passed over.
 */
export function findProvenance(history: unknown): ProvenanceRecord | null {
  const events: unknown[] = Array.isArray(history) ? history : [history]
  for (const event of events.toReversed()) {
    const { data } = eventSchema.safeParse(event)
    if (!data?.SoftwareAgent.startsWith(agentPrefix)) continue
    const record = provenanceSchema.safeParse(parseJson(data.Parameters))
    if (record.success) return { ...record.data, version: data.SoftwareAgent.slice(agentPrefix.length) }
  }
  return null
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (thrown) {
    if (thrown instanceof SyntaxError) return null
    throw thrown
  }
}
