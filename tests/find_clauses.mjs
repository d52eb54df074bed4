// What a reader finds in the index of the catalogue: node find_clauses.mjs NODE_MODULES CHROMIUM FILE
// Prints a JSON object with how many clauses show after each step; tests/test_catalogue.py says what it must be.
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const [modules, executablePath, file] = process.argv.slice(2);
const { chromium } = createRequire(path.resolve(modules) + path.sep)('playwright-core');
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
const seen = {};
const shown = (page) => page.$$eval('[data-words]', (nodes) => nodes.filter((node) => node.checkVisibility()).map((node) => node.querySelector('code').textContent));

const page = await browser.newPage();
await page.goto(pathToFileURL(path.resolve(file)).href);
seen.all = (await shown(page)).length;
await page.fill('[name="words"]', 'Equitable  FUND');
seen.words = await shown(page);
seen.said = await page.textContent('[role="status"]');
seen.kinds = await page.$$eval('[data-kind]', (nodes) => nodes.filter((node) => node.checkVisibility()).length);
await page.fill('[name="words"]', 'zzzz');
seen.nothing = [(await shown(page)).length, await page.isVisible('.nothing')];
await page.click('button[type="reset"]');
await page.waitForFunction(() => document.querySelector('.nothing').hidden);
seen.reset = (await shown(page)).length;
await page.selectOption('[name="kind"]', 'funding');
seen.kind = await shown(page);
await page.selectOption('[name="status"]', 'approved');
seen.status = await shown(page);

const still = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
await still.goto(pathToFileURL(path.resolve(file)).href);
seen.still = [await still.locator('[data-words]').count(), await still.locator('[data-words]').last().isVisible(), await still.locator('.finding').isVisible()];
await browser.close();
console.log(JSON.stringify(seen));
