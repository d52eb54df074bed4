// What a browser finds wrong with pages: node axe.mjs NODE_MODULES CHROMIUM FILE…
// Prints a JSON array with, for every file, the list of findings: axe-core's WCAG 2.2 A and AA rules on a desk screen and on one of
// 320 CSS pixels, sideways scrolling there (WCAG 1.4.10), errors, and anything fetched from elsewhere.
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const [modules, executablePath, ...files] = process.argv.slice(2);
const require = createRequire(path.resolve(modules) + path.sep);
const { chromium } = require('playwright-core');
const axe = require.resolve('axe-core/axe.min.js');
const values = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

async function findings(browser, file) {
  const found = [];
  for (const width of [1280, 320]) {
    const page = await browser.newPage({ viewport: { width, height: 800 } });
    page.on('pageerror', (error) => found.push(`script error: ${error.message}`));
    page.on('request', (request) => {
      if (request.url() !== address && !request.url().startsWith('data:')) found.push(`fetches ${request.url()}`);
    });
    const address = pathToFileURL(path.resolve(file)).href;
    await page.goto(address);
    const sideways = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (sideways > 0) found.push(`scrolls ${sideways} px sideways at ${width} px`);
    await page.addScriptTag({ path: axe });
    const { violations } = await page.evaluate((only) => window.axe.run({ runOnly: only }), values);
    for (const { id, nodes } of violations) found.push(`${id} at ${width} px: ${nodes.map((node) => node.html).join(' | ')}`);
    await page.close();
  }
  return found;
}

const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
const answers = [];
for (const file of files) answers.push(await findings(browser, file));
await browser.close();
console.log(JSON.stringify(answers));
