import { libraryPartNames, type LibraryView } from '../../../shared/ipc/care-rows.ts'
import { useTranslate } from '../../messages/use-translate.ts'
import { formatBytes } from '../../messages/format-bytes.ts'
import './care.css'

/** What takes how much room in the library. */
export function RoomTable({ sizes }: Pick<LibraryView, 'sizes'>) {
  const t = useTranslate()
  const parts = libraryPartNames.filter((part) => sizes[part].bytes > 0)
  const bytes = parts.reduce((sum, part) => sum + sizes[part].bytes, 0)
  const files = parts.reduce((sum, part) => sum + sizes[part].files, 0)
  return (
    <table className="room">
      <caption className="visually-hidden">{t('care.room')}</caption>
      <tbody>
        {parts.map((part) => (
          <tr key={part}>
            <th scope="row">{t(`care.part-${part}`)}</th>
            <td>{t('care.files', { count: sizes[part].files })}</td>
            <td>{formatBytes(sizes[part].bytes, t)}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{t('care.together')}</th>
          <td>{t('care.files', { count: files })}</td>
          <td>{formatBytes(bytes, t)}</td>
        </tr>
      </tfoot>
    </table>
  )
}
