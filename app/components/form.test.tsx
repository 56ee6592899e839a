import type { ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { I18nextProvider } from 'react-i18next'
import { createStaticHandler, createStaticRouter, StaticRouterProvider } from 'react-router-dom/server'
import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { createI18n } from '#app/i18n/create.ts'
import { messages } from '#app/i18n/messages/zh-Hans/index.ts'
import { Act } from './act.tsx'
import { DateField } from './date-field.tsx'
import { ErrorSummary } from './error-summary.tsx'
import { TextArea } from './field.tsx'
import { ActForm, useActForm } from './form.tsx'
import type { FormResult } from './form-result.ts'

async function html(element: ReactNode): Promise<string> {
	const routes = [{ path: '*', element }]
	const handler = createStaticHandler(routes)
	const context = await handler.query(new Request('http://localhost/x'))
	if (context instanceof Response) throw new Error('no page')
	const router = createStaticRouter(routes, context)
	return renderToStaticMarkup(
		<I18nextProvider i18n={createI18n('zh-Hans', messages)}>
			<StaticRouterProvider router={router} context={context} hydrate={false} />
		</I18nextProvider>,
	)
}

const RESULT: FormResult = {
	ok: false,
	values: { intent: 'decide', reason: '短', 'on.y': '2026', 'on.m': '13', 'on.d': '5' },
	errors: { on: [{ key: 'issue.not-a-date' }], reason: [{ key: 'issue.too-short', params: { min: 20 } }] },
}

function Page({ intent }: { intent: string }) {
	const form = useActForm(z.object({}), {
		labels: { reason: '理由', on: '日期' },
		defaults: { reason: '起初' },
		result: RESULT,
		intent,
	})
	return (
		<>
			<ErrorSummary form={form} />
			<ActForm form={form} version={3}>
				<TextArea name="reason" hint="写明" />
				<DateField name="on" />
			</ActForm>
		</>
	)
}

test('a refused form says the same words twice, in the order of the page, and keeps what was typed', async () => {
	const page = await html(<Page intent="decide" />)
	expect(page.match(/理由：至少 20 个字/g)).toHaveLength(2)
	expect(page.indexOf('href="#f-reason"')).toBeLessThan(page.indexOf('href="#f-on"'))
	expect(page).toContain('aria-describedby="f-reason-hint f-reason-error"')
	expect(page).toContain('>短</textarea>')
	expect(page).toContain('value="13"')
	expect(page).toContain('name="version" value="3"')
	expect(page).not.toContain('style=')
})

test('an answer meant for another form of the page changes nothing here', async () => {
	const page = await html(<Page intent="withdraw" />)
	expect(page).not.toContain('errsum')
	expect(page).toContain('>起初</textarea>')
})

test('a shut act stays focusable, is described by its conditions, and has no way to be sent', async () => {
	const page = await html(
		<Act
			label="作出决定"
			to="/decide"
			conditions={[
				{ ok: true, text: '已送达' },
				{ ok: false, text: '还没结束' },
			]}
		/>,
	)
	const id = /aria-describedby="([^"]+)"/.exec(page)?.[1]
	expect(page).toContain('aria-disabled="true"')
	expect(page).toContain(`<ul class="gate" id="${id}"`)
	expect(page).not.toContain('href="/decide"')
	expect(page).not.toContain('<form')
})
