// What a reader can do with the page of a redline in a browser: node redline_page.mjs NODE_MODULES CHROMIUM FILE
// Prints a JSON object with what was seen; tests/test_html_redline.py says what it must be.
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const [modules, executablePath, file] = process.argv.slice(2);
const { chromium } = createRequire(path.resolve(modules) + path.sep)('playwright-core');
const address = pathToFileURL(path.resolve(file)).href;
const seen = { errors: [] };

async function opened(browser, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce', ...options });
  const page = await context.newPage();
  page.on('pageerror', (error) => seen.errors.push(error.message));
  page.on('console', (message) => seen.errors.push(message.text()));
  page.on('request', (request) => {
    if (request.url() !== address && !request.url().startsWith('data:')) seen.errors.push(`fetches ${request.url()}`);
  });
  await page.goto(address);
  return page;
}

const said = (page) => page.textContent('[role="status"]');
const visible = (page, selector) => page.$$eval(selector, (nodes) => nodes.filter((node) => node.checkVisibility()).length);
const inView = () => {
  const { top, bottom } = document.activeElement.getBoundingClientRect();
  const bar = document.querySelector('.controls').getBoundingClientRect().bottom;
  return document.activeElement !== document.body && top >= bar - 1 && bottom <= innerHeight;
};

async function steps(page) {
  const count = await page.$$eval('[data-row]', (rows) => rows.length);
  const walked = [];
  for (let at = 0; at < count; at++) {
    await page.keyboard.press('n');
    walked.push([await said(page), await page.evaluate(inView)]);
  }
  seen.walked = walked;
  await page.click('[data-step="1"]');
  seen.around = await said(page);
  await page.keyboard.press('p');
  seen.back = await said(page);
  await page.click('[data-step="-1"]');
  seen.previous = await said(page);
  await page.focus('[data-choice="finding"]');
  await page.keyboard.press('p');
  seen.inField = await said(page);
  await page.selectOption('[data-choice="finding"]', '*');
  await page.uncheck('[data-choice="keys"]');
  await page.keyboard.press('n');
  seen.keysOff = await said(page);
}

async function choices(page) {
  const finding = await page.$eval('[data-row]', (row) => row.dataset.finding);
  await page.selectOption('[data-choice="finding"]', finding);
  seen.filtered = {
    rows: await visible(page, '[data-row]'),
    wanted: await page.$$eval('[data-row]', (rows, name) => rows.filter((row) => row.dataset.finding === name).length, finding),
    said: await said(page),
    unchosenDeletions: await visible(page, '.page del[data-mark].off'),
  };
  await page.selectOption('[data-choice="finding"]', '*');
  const cause = await page.$eval('[data-row]', (row) => row.dataset.cause);
  await page.selectOption('[data-choice="cause"]', cause);
  seen.byCause = await page.$$eval('[data-row]', (rows, kind) => rows.every((row) => row.checkVisibility() === (row.dataset.cause === kind)), cause);
  await page.selectOption('[data-choice="cause"]', '*');
  const before = await visible(page, '.text p');
  await page.check('[data-choice="only"]');
  seen.only = {
    before,
    after: await visible(page, '.text p'),
    hiddenChanges: await page.$$eval('.page [data-change]', (nodes) => nodes.filter((node) => !node.checkVisibility()).length),
    unchanged: await page.$$eval('section > p:not(.says)', (nodes) => nodes.filter((p) => p.checkVisibility() && !p.closest('[data-change]') && !p.querySelector('[data-change]')).length),
  };
  await page.uncheck('[data-choice="only"]');
}

async function sides(page) {
  await page.click('[data-view="sides"]');
  seen.sides = await page.evaluate(() => {
    const column = (side) => [...document.querySelectorAll(`#sides [role="cell"]:nth-child(${side})`)];
    const marks = (cells, kinds) => cells.flatMap((cell) => [...cell.querySelectorAll(kinds)]).length;
    const words = (cells) => {
      const copies = cells.map((cell) => cell.cloneNode(true));
      for (const copy of copies) for (const node of copy.querySelectorAll('.says, .which, .facts')) node.remove();
      for (const copy of copies) for (const node of copy.querySelectorAll('p, li, br, td, th, div, section, h2, h3, h4, figcaption, caption')) node.after(' ');
      return copies.map((copy) => copy.textContent).join(' ').split(/\s+/).filter(Boolean);
    };
    const ids = [...document.querySelectorAll('[id]')].map((node) => node.id);
    return {
      page: document.querySelector('.page').checkVisibility(),
      wrongOld: marks(column(1), '[data-mark="inserted"], [data-mark="moved-to"]'),
      wrongNew: marks(column(2), '[data-mark="deleted"], [data-mark="moved-from"]'),
      old: words(column(1)),
      new: words(column(2)),
      repeated: ids.length - new Set(ids).size,
    };
  });
  await page.check('[data-choice="keys"]');
  await page.keyboard.press('n');
  seen.sides.step = [await said(page), await page.evaluate(inView), await page.evaluate(() => Boolean(document.activeElement.closest('#sides')))];
  await page.click('[data-row="3"] a');
  seen.sides.fromTable = await said(page);
  await page.click('[data-view="inline"]');
  seen.sides.closed = !(await visible(page, '#sides'));
}

async function folds(page) {
  const rows = () => visible(page, '[data-row]');
  const before = await rows();
  await page.click('.page a.marker');
  const afterLink = await rows();
  await page.click('.rows > summary');
  const closed = await rows();
  await page.emulateMedia({ media: 'print' });
  const printed = await page.evaluate(() => document.querySelector('.rows .scrolls').offsetHeight);
  await page.emulateMedia({ media: 'screen' });
  await page.click('.rows > summary');
  return { before, afterLink, closed, printed: printed > 0, opened: await rows() };
}

const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
const page = await opened(browser);
seen.folds = await folds(page);
await steps(page);
await choices(page);
await sides(page);
await page.emulateMedia({ media: 'print' });
seen.print = { controls: await visible(page, '.controls'), page: await visible(page, '.text'), summary: await visible(page, '.summary table') };
const small = await opened(browser, { viewport: { width: 320, height: 640 } });
await small.click('[data-view="sides"]');
seen.sideways = await small.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
const still = await opened(browser, { javaScriptEnabled: false });
seen.stillFolds = await folds(still);
await still.click('[data-row="2"] a');
seen.still = { controls: await visible(still, '.controls'), marks: await visible(still, '.page [data-mark]'), address: still.url().split('#')[1] };
await browser.close();
console.log(JSON.stringify(seen));
