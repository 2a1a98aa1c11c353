/** Names that apps put into the user agent of their browser. */
const APPS =
  /\b(FBAN|FBAV|FB_IAB|FBIOS|Instagram|Line|MicroMessenger|WeChat|Twitter|TikTok|BytedanceWebview|musical_ly|Snapchat|Pinterest|LinkedInApp|GSA|KAKAOTALK)(\/|\b)/i;

/** How Android marks a page inside an app. */
const ANDROID_WEB_VIEW = /; wv\)/;

/**
 * Guesses whether the page is shown inside another app, where uploads, cameras or cookies may not work. A wrong guess
 * only adds a sentence.
 */
export function isInAppBrowser(userAgent: string | null): boolean {
  if (userAgent === null) return false;
  return APPS.test(userAgent) || ANDROID_WEB_VIEW.test(userAgent);
}
