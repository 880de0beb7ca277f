import type { Checkout } from '../../model/checkout.ts';
import type { Side, Subject } from '../../model/subject.ts';
import type { PartVisit, Visit } from '../../model/visit.ts';
import { rounded } from '../../observe/rounded.ts';
import type { Probe, VisitRequest } from '../probe.ts';
import { chromiumVersion, findChromium, findSandbox } from './browser/chromium.ts';
import { documentTrouble } from './document-status.ts';
import type { VitalsEvidence } from './evidence.ts';
import { interactionFailure, pageFailure } from './failures.ts';
import { placeOf } from './landing.ts';
import { notesOn } from './notes.ts';
import { pageUrl } from './page-url.ts';
import { readInteraction } from './read/interaction.ts';
import { readPage } from './read/page.ts';
import type { PageSettings } from './settings.ts';
import { inOwnProcess } from './visit/in-own-process.ts';
import type { InteractionAnswer } from './visit/messages.ts';
import { endKeptProcess } from './visit/visit-process.ts';

export function probe(page: Subject<PageSettings>, { side }: Checkout): Probe {
  const { server: _, path, ...settings } = page.settings;
  return {
    end: endKeptProcess,
    async visit({ server, round, signal }: VisitRequest): Promise<Visit> {
      if (server === null) throw new Error(`${page.name} has no server`);
      const found = findChromium();
      if ('problem' in found) return { ok: false, code: 'browser-failed', message: found.problem, retry: false };
      const sandbox = await findSandbox(found.path);
      const url = pageUrl(server, path);
      const { certificate } = server;
      const browser = { chromium: found.path, sandbox: sandbox.works };
      const { answer, use } = await inOwnProcess({ ...settings, ...browser, url, certificate, full: false }, signal);
      if (!answer.ok) {
        const isUnclear = ['CHROME_INTERSTITIAL_ERROR', 'REDIRECTS_IN_A_CIRCLE'].includes(answer.code);
        const trouble = isUnclear ? await documentTrouble(url, server, settings.access, signal) : null;
        return pageFailure(page, side, { ...answer, ...trouble }, server.pages);
      }
      const { lhr } = answer;
      // The user agent's version ends in zeros, so prefer the browser's own.
      const userAgent = /Chrome\/([\d.]+)/.exec(lhr.environment.hostUserAgent)?.[1];
      const chromium = (await chromiumVersion(found.path)) ?? userAgent;
      const read = readPage(answer, server.origin, server.spelled);
      const lost = read.evidence.lost.filter(({ isVital }) => isVital).length;
      const covariates = {
        // A browser's threads compete even on an idle machine, so the busiest one's delay represents them all.
        ...(use?.busiest && { delay: rounded(use.busiest.delay) }),
        ...(lost > 0 && { lost }),
      };
      const [asked, landed] = [url, lhr.finalDisplayedUrl].map((one) => placeOf(one, server.origin));
      const ledAway = asked === landed ? [] : [`\`${asked}\` led to \`${landed}\`, which was measured.`];
      return {
        ok: true,
        values: read.values,
        evidence: { round, ...read.evidence } satisfies VitalsEvidence,
        parts: partsOf(page, side, answer.interactions, server.origin),
        ...(Object.keys(covariates).length > 0 && { covariates }),
        ...(use && { ownCpuMs: use.cpuMs }),
        notes: [
          ...ledAway,
          ...(sandbox.note === null ? [] : [sandbox.note]),
          ...notesOn(answer, server.origin).map((note) => `${page.name}: ${note}`),
        ],
        tools: { lighthouse: lhr.lighthouseVersion, ...(chromium ? { chromium } : {}) },
      };
    },
  };
}

/** The interactions as parts of the page. A failed interaction does not fail the page. */
function partsOf(
  page: Subject<PageSettings>,
  side: Side,
  answers: readonly InteractionAnswer[],
  origin: string,
): Record<string, PartVisit> {
  return Object.fromEntries(
    answers.map((answer): [string, PartVisit] => {
      if (!answer.ok) return [answer.failure.step, interactionFailure(page, side, answer.failure)];
      return [answer.step, { ok: true, values: readInteraction(answer, origin).values }];
    }),
  );
}
