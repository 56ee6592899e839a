import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Facts } from '#app/components/facts.tsx'
import { LightLegend } from '#app/components/light.tsx'
import { PageHead, Section } from '#app/components/page-head.tsx'
import { optionalActor } from '#app/http/actor.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { administratorsOf } from '#app/usecases/accounts/contacts.server.ts'

export const handle: PageHandle = { title: 'help.title', width: 'mid' }

/** Open to everybody: who cannot sign in needs it most. Names are shown to who is signed in. */
export async function loader(args: LoaderFunctionArgs) {
	const ctx = await optionalActor(args)
	return { administrators: ctx ? await administratorsOf(ctx) : [] }
}

export default function Help() {
	const t = useT()
	const formats = useFormats()
	const { administrators } = useLoaderData<typeof loader>()
	const who = administrators.length > 0 ? formats.list(administrators) : t('help.administrator')
	return (
		<>
			<PageHead title={t('help.title')} />
			<Section id="contact" title={t('help.contact')}>
				<p className="read">{t('help.contact.text', { who })}</p>
			</Section>
			<Section id="password" title={t('help.password')}>
				<p className="read">{t('help.password.text', { who })}</p>
			</Section>
			<Section id="process" title={t('help.process')}>
				<p className="read">{t('help.process.text')}</p>
			</Section>
			<Section id="lights" title={t('help.lights')}>
				<p className="read">{t('help.lights.text')}</p>
				<LightLegend />
			</Section>
			<Section id="keys" title={t('help.keys')}>
				<Facts
					items={[
						{ label: <kbd>/</kbd>, value: t('help.keys.search') },
						{ label: <kbd>j</kbd>, value: t('help.keys.next') },
						{ label: <kbd>k</kbd>, value: t('help.keys.previous') },
						{ label: <kbd>Enter</kbd>, value: t('help.keys.open') },
					]}
				/>
			</Section>
			<Section id="privacy" title={t('help.privacy')}>
				<p className="read">{t('help.privacy.text')}</p>
			</Section>
		</>
	)
}
