import { ExternalLink, FolderOpen } from 'lucide-react'
import type { OutputRow } from '../../../shared/ipc/rows.ts'
import { useStores } from '../../app/stores.ts'
import { useTranslate } from '../../messages/use-translate.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { Section } from '../../ui/section.tsx'
import { formatBytes } from '../../messages/format-bytes.ts'
import { OutputMarks } from '../review/marks/output-marks.tsx'
import { CopyButton } from './copy-button.tsx'
import { useOutputs } from './use-outputs.ts'

/** Files an item made, and ways to them. */
export function OutputList({ outputs }: { readonly outputs: readonly OutputRow[] }) {
  const t = useTranslate()
  if (outputs.length === 0) return null
  return (
    <Section title={t('batch.outputs', { count: outputs.length })}>
      <ul className="output-list">
        {outputs.map((output) => (
          <Output key={output.id} output={output} />
        ))}
      </ul>
    </Section>
  )
}

function Output({ output }: { readonly output: OutputRow }) {
  const t = useTranslate()
  const { bridge } = useStores()
  const outputs = useOutputs()
  return (
    <li>
      <div className="output-list__item">
        <div className="output-list__texts">
          <p className="one-line" title={output.path}>
            <bdi>{output.name}</bdi>
          </p>
          <p className="quiet">
            {output.width} × {output.height} · {formatBytes(output.bytes, t)}
          </p>
          {output.isFlagged && <p className="output-list__flag">{t('batch.flagged')}</p>}
        </div>
        {bridge.host === 'desktop' && (
          <>
            <IconButton
              icon={<ExternalLink size={14} />}
              label={t('batch.open')}
              onClick={() => void outputs.open(output.id)}
            />
            <IconButton
              icon={<FolderOpen size={14} />}
              label={t('batch.reveal')}
              onClick={() => void outputs.reveal(output.id)}
            />
          </>
        )}
        <CopyButton text={output.path} label={t('batch.copy-path', { name: output.name })} />
      </div>
      <OutputMarks output={output} />
    </li>
  )
}
