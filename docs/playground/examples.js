// What the list of examples has: a name and a source each.
export const examples = [
  ["A post of a feed", `---
title: "Night school &amp; lamps"
date: Mon, 04 Jul 2022 21:15:01 GMT
tags: school, lamps
---

<div class="content"><p></p>
<p>It <b>opens</b> at six. Whoever comes brings a lamp:</p>
<div class="img_box"><img class="lazy" src="loading.gif" data-original="https://img.example.com/lamp.jpg" alt="A lamp"></div>
<ul><li>with oil</li><li>without a <a href="https://www.google.com/url?q=https%3A%2F%2Flamps.example%2Fglass&amp;sa=D">glass</a></li></ul>
<iframe src="https://www.youtube.com/embed/abcdefghijk"></iframe>
<pre class="brush: python"><code>for lamp in lamps:
    print(lamp.oil &lt; 3)</code></pre>
</div>`],
  ["A saved page", `<!DOCTYPE html>
<html lang="en"><head><title>The oil | The Lamp</title>
<meta name="author" content="Ada Wick"><meta property="og:site_name" content="The Lamp">
<meta property="article:published_time" content="2023-02-01T08:00:00Z"></head>
<body>
<nav><a href="/">Home</a> <a href="/about">About</a> <a href="/shop">Shop</a></nav>
<article><h1>The oil</h1>
<p>It is sold at the door until seven, and not a minute longer, whatever the weather is like and whoever asks for it.</p>
<div class="admonition warning"><p class="admonition-title">Mind the step</p><p>There are two of them, and no light.</p></div>
<table><thead><tr><th>Kind</th><th>Price</th></tr></thead><tbody><tr><td>Rape</td><td>3</td></tr><tr><td>Fish</td><td>2</td></tr></tbody></table>
<p>What is left at eight is given to the <a href="/school">school</a>, which burns it all by midnight, every night of the year.</p>
</article>
<aside class="related"><h3>Read more</h3><a href="/1">Ten lamps</a></aside>
<footer>© The Lamp</footer></body></html>`],
  ["灯会 (Chinese)", `---
title: '灯会'
headimg: 'https://cors.example.workers.dev/?http://img.example.com/1.jpg'
date: Mon, 04 Jul 2022 21:15:01 GMT
---

<div>
<p></p>
<div class="img_box" onclick><div class="content_img_div"><img class="lazy" src="loading.gif"
data-original="http://img.example.com/1.jpg"></div></div>傍晚<b>“开灯”</b>了。<p></p>
<h2>怎么去</h2><p>坐<ruby>地铁<rt>dìtiě</rt></ruby>二号线，到<em>老城</em>站下车。</p>
<blockquote><p>灯亮之前，请不要走。</p></blockquote>
</div>`],
  ["فوانيس (Arabic)", `<article lang="ar" dir="rtl"><h1>مدرسة الفوانيس</h1>
<p>تفتح المدرسة أبوابها <b>في السادسة</b> مساءً، ومن أراد الحضور فليحضر معه فانوساً وقليلاً من الزيت.</p>
<ul><li>فانوس نحاسي</li><li>زيت زيتون (3 لترات)</li></ul>
<p>انظر <a href="https://example.com/ar/oil">أسعار الزيت</a> قبل المجيء.</p></article>`],
];
