import type { ProofView } from '#app/domain/notice/views.ts'
import type { LocalDate } from '#app/domain/time.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { Tag } from '../badge.tsx'
import { Timeline } from '../timeline.tsx'

/** What proves the service of a document, in order; the one that the clock starts from is named. */
export function Proofs({ proofs, today }: { proofs: readonly ProofView[]; today: LocalDate }) {
	const t = useT()
	const details = useDetails()
	return (
		<Timeline
			today={today}
			items={proofs.map((one) => ({
				at: one.at,
				key: one.starts,
				title: (
					<>
						{t(`notice.proof.${one.kind}`)} {one.starts ? <Tag tone="strong">{t('notice.proof.starts')}</Tag> : null}
					</>
				),
				sub: (
					<>
						{details(one)}
						{one.evidenceId ? (
							<>
								{' '}
								<a href={paths.evidence(one.evidenceId)}>{t('notice.proof.file')}</a>
							</>
						) : null}
					</>
				),
			}))}
		/>
	)
}

function useDetails(): (proof: ProofView) => string {
	const t = useT()
	const formats = useFormats()
	return (one) =>
		formats.list(
			[
				one.by === '' ? '' : t('notice.proof.by', { name: one.by }),
				one.person === null ? '' : t('notice.proof.person', { name: one.person }),
				one.address === null || one.address === '' ? '' : t('notice.proof.address', { address: one.address }),
				one.session === null ? '' : t('notice.proof.session', { session: one.session }),
				one.note ?? '',
			].filter((part) => part !== ''),
		)
}
