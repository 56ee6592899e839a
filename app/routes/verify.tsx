import type { LoaderFunctionArgs } from '@remix-run/node'
import { Form, useLoaderData } from '@remix-run/react'
import { Facts } from '#app/components/facts.tsx'
import { PageHead, Section } from '#app/components/page-head.tsx'
import { PlainFrame } from '#app/components/plain-frame.tsx'
import type { PageHandle } from '#app/http/handle.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { Button } from '#app/ui/button.tsx'
import { Note } from '#app/ui/note.tsx'
import { verifyCode } from '#app/usecases/notices/verify-code.server.ts'

export const handle: PageHandle = { title: 'verify.title', layout: 'plain', width: 'form' }

const LONGEST = 64

/** Open to everybody who holds a document; counted by address (app/server). Says number, date, state, hash. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
	const asked = params.code ?? new URL(request.url).searchParams.get('code') ?? ''
	const code = asked.slice(0, LONGEST)
	return { code, asked: code.trim() !== '', found: await verifyCode(context.deps, code) }
}

export default function Verify() {
	const t = useT()
	const formats = useFormats()
	const { code, asked, found } = useLoaderData<typeof loader>()
	return (
		<PlainFrame>
			<PageHead title={t('verify.title')} lead={t('verify.lead')} />
			<Form className="filter" method="get" action={paths.verify()} role="search" aria-label={t('verify.title')}>
				<div className="grow">
					<label htmlFor="code">{t('verify.code')}</label>
					<input id="code" name="code" key={code} defaultValue={code} autoComplete="off" maxLength={LONGEST} />
				</div>
				<Button type="submit" variant="primary">
					{t('verify.do')}
				</Button>
			</Form>
			{found ? (
				<Section id="result" title={t('verify.found')}>
					<Facts
						items={[
							{ label: t('verify.number'), value: found.number },
							{ label: t('verify.date'), value: formats.fullDay(found.issuedOn) },
							{ label: t('verify.state'), value: <b>{t(`verify.state.${found.state}`)}</b> },
							{ label: 'SHA-256', value: <span className="mono">{found.sha256}</span> },
						]}
					/>
					<p className="second">{t('verify.compare')}</p>
				</Section>
			) : asked ? (
				<Note kind="warn" role="status">
					{t('verify.unknown')}
				</Note>
			) : null}
		</PlainFrame>
	)
}
