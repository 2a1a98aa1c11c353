import { describe, expect, it } from 'vitest';
import { isInAppBrowser } from './in-app-browser';

const IPHONE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)';
const ANDROID = 'Mozilla/5.0 (Linux; Android 16; Pixel 9';

describe('a browser inside an app', () => {
  it.each([
    `${IPHONE} Mobile/15E148 Instagram 389.0.0 (iPhone17,1; iOS 19_0)`,
    `${IPHONE} Mobile/15E148 [FBAN/FBIOS;FBAV/510.0;FBDV/iPhone17,1]`,
    `${IPHONE} Mobile/15E148 Safari Line/15.2.0`,
    `${IPHONE} Mobile/15E148 MicroMessenger/8.0.50(0x18003231) NetType/WIFI`,
    `${IPHONE} Mobile/15E148 [LinkedInApp]/9.30`,
    `${ANDROID}; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/141.0 Mobile Safari/537.36`,
  ])('is recognised: %s', (userAgent) => expect(isInAppBrowser(userAgent)).toBe(true));

  it.each([
    null,
    '',
    `${IPHONE} Version/19.0 Mobile/15E148 Safari/604.1`,
    `${IPHONE} CriOS/141.0 Mobile/15E148 Safari/604.1`,
    `${ANDROID}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0 Mobile Safari/537.36`,
    'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0',
    'Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0 Safari/537.36 Edg/141.0',
    'curl/8.5.0 (online pipeline)',
  ])('is not assumed for %s', (userAgent) => expect(isInAppBrowser(userAgent)).toBe(false));
});
