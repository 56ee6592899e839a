import { useDynamicT, useT } from '#app/i18n/use-t.ts'
import type { FieldIssue } from './form-result.ts'

/** Sentences that fit every field; beside them the field is named, so that a summary can be read alone. */
const GENERAL = new Set(
	'required choose too-short too-long not-a-date not-a-number out-of-range bad-format must-confirm'
		.split(' ')
		.map((name) => `issue.${name}`),
)

/** One wording of an issue for the field and for the summary. */
export function useIssueText(): (label: string | undefined, issue: FieldIssue) => string {
	const t = useT()
	const dynamic = useDynamicT()
	return (label, issue) => {
		const text = dynamic(issue.key, issue.params)
		return label && GENERAL.has(issue.key) ? t('ui.field-issue', { label, issue: text }) : text
	}
}
