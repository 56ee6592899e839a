import { Link } from '@remix-run/react'
import { LANGUAGE_NAMES, LANGUAGES } from '#app/i18n/languages.ts'
import { useLanguage, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { Button, LinkButton } from '#app/ui/button.tsx'

type Props = {
	notice: {
		readonly id: string
		readonly staff: boolean
		readonly receipt: readonly unknown[]
		readonly copies: number
	}
}

/** Above a document: the PDF in three languages, a numbered copy after service, the proofs. */
export function NoticeActions({ notice }: Props) {
	const t = useT()
	const language = useLanguage()
	return (
		<>
			{notice.staff ? <Link to={paths.noticeService(notice.id)}>{t('notice.service')}</Link> : null}
			{LANGUAGES.map((lang) => (
				<LinkButton key={lang} small icon="download" href={paths.noticePdf(notice.id, lang)}>
					{`PDF ${LANGUAGE_NAMES[lang]}`}
				</LinkButton>
			))}
			{notice.receipt.length > 0 ? (
				<form method="post" action={paths.noticePdf(notice.id)}>
					<input type="hidden" name="lang" value={language} />
					<Button type="submit" small icon="document">
						{t('notice.copy.make', { n: notice.copies + 1 })}
					</Button>
				</form>
			) : null}
		</>
	)
}
