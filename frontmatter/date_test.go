package frontmatter

import (
	"errors"
	"testing"
	"time"

	"github.com/artx-cli/artx/frontmatter/internal/date"
)

func TestParseDate(t *testing.T) {
	tests := []struct {
		in, want string
	}{
		// ISO 8601, YAML and what site generators write.
		{"2014-03-05", "2014-03-05"},
		{"2013-05-1", "2013-05-01"},
		{"2013-05-1 8:00", "2013-05-01T08:00:00"},
		{"2016-07-19 8:00:00", "2016-07-19T08:00:00"},
		{"2021-03-21 16:41:04", "2021-03-21T16:41:04"},
		{"2021-03-21T16:41:04", "2021-03-21T16:41:04"},
		{"2021-03-21T16:41", "2021-03-21T16:41:00"},
		{"2021-03-21T16:41Z", "2021-03-21T16:41:00Z"},
		{"2022-07-04T21:15:01Z", "2022-07-04T21:15:01Z"},
		{"2017-08-18T22:12:03.284Z", "2017-08-18T22:12:03.284Z"},
		{"2010-01-07T08:17:10+00:00", "2010-01-07T08:17:10Z"},
		{"2019-10-08T17:32:00.003+02:00", "2019-10-08T17:32:00.003+02:00"},
		{"2014-07-20 03:07:23.000000000 +08:00", "2014-07-20T03:07:23+08:00"},
		{"2010-09-24 10:05:39 +0100", "2010-09-24T10:05:39+01:00"},
		{"2020-05-03 23:59:37 +0100", "2020-05-03T23:59:37+01:00"},
		{"2023-03-20 11:59:00-0400", "2023-03-20T11:59:00-04:00"},
		{"2011-04-17 17:51:35 -4", "2011-04-17T17:51:35-04:00"},
		{"2011-04-17 17:51:35 UTC", "2011-04-17T17:51:35Z"},
		{"2013/7/13 20:46:25", "2013-07-13T20:46:25"},
		{"2013.07.13", "2013-07-13"},
		{"20140305", "2014-03-05"},
		{"20140305T103000Z", "2014-03-05T10:30:00Z"},
		{"20140305T103000+0800", "2014-03-05T10:30:00+08:00"},
		{"20140305103000", "2014-03-05T10:30:00"},
		{"2014-03-05 24:00:00", "2014-03-06T00:00:00"},
		// Mail, news and programs.
		{"Mon, 04 Jul 2022 21:15:01 GMT", "2022-07-04T21:15:01Z"},
		{"Mon, 4 Jul 2022 21:15:01 +0800", "2022-07-04T21:15:01+08:00"},
		{"04 Jul 22 21:15 EST", "2022-07-04T21:15:00-05:00"},
		{"Monday, 04-Jul-94 21:15:01 GMT", "1994-07-04T21:15:01Z"},
		{"Mon Jul  4 21:15:01 2022", "2022-07-04T21:15:01"},
		{"Mon Jul  4 21:15:01 JST 2022", "2022-07-04T21:15:01+09:00"},
		{"Mon Jul 04 2022 21:15:01 GMT+0800 (China Standard Time)", "2022-07-04T21:15:01+08:00"},
		{"Mon, 04 Jul 2022 21:15:01 +0000 (UTC)", "2022-07-04T21:15:01Z"},
		{"1656969301", "2022-07-04T21:15:01Z"},
		{"1656969301000", "2022-07-04T21:15:01Z"},
		{"1656969301250", "2022-07-04T21:15:01.25Z"},
		// Prose.
		{"5 March 2014", "2014-03-05"},
		{"March 5, 2014", "2014-03-05"},
		{"March 5, 2014 at 3:04 pm", "2014-03-05T15:04:00"},
		{"March 5th, 2014 12:04 a.m.", "2014-03-05T00:04:00"},
		{"Wed, March 5th 2014, 12:04 PM", "2014-03-05T12:04:00"},
		{"15 Oct 2023", "2023-10-15"},
		{"Sept. 3, 2014", "2014-09-03"},
		{"5. März 2014", "2014-03-05"},
		{"5 août 2014", "2014-08-05"},
		{"5 de marzo de 2014", "2014-03-05"},
		{"5 марта 2014 г.", "2014-03-05"},
		{"05.03.2014", "2014-03-05"},
		{"5.3.2014 10:30", "2014-03-05T10:30:00"},
		{"13/05/2014", "2014-05-13"},
		{"05/13/2014", "2014-05-13"},
		{"04/04/2014", "2014-04-04"},
		// Chinese, Japanese, Korean.
		{"2014年3月5日", "2014-03-05"},
		{"2014年3月5日 10:30", "2014-03-05T10:30:00"},
		{"2014年03月05日 下午3:04", "2014-03-05T15:04:00"},
		{"2014年3月5日 10时30分15秒", "2014-03-05T10:30:15"},
		{"2014年3月5日星期三", "2014-03-05"},
		{"2014年3月5日(水) 10:30", "2014-03-05T10:30:00"},
		{"2014. 3. 5.", "2014-03-05"},
		{"2014. 3. 5. 오후 3:04", "2014-03-05T15:04:00"},
		{"2014년 3월 5일 오전 10시 30분", "2014-03-05T10:30:00"},
	}
	for _, tt := range tests {
		got, err := ParseDate(tt.in)
		if err != nil || got.String() != tt.want {
			t.Errorf("ParseDate(%q) = %v, %v; want %s", tt.in, got, err, tt.want)
			continue
		}
		if again, err := ParseDate(got.String()); err != nil || again.String() != tt.want {
			t.Errorf("ParseDate(%q) = %v, %v; want itself", got, again, err)
		}
	}
}

func TestParseDateErrors(t *testing.T) {
	tests := []struct {
		in   string
		want error
	}{
		{"", date.ErrNone},
		{"Invalid Date", date.ErrNone},
		{"tomorrow", date.ErrNone},
		{"Version 1.2.3", date.ErrNone},
		{"2014", date.ErrNone},
		{"March 2014", date.ErrNone},
		{"12:30", date.ErrNone},
		{"http://example.com/2014/03/05", date.ErrNone},
		{"-001-11-30T00:00:00+00:00", date.ErrNoSuchDay},
		{"0000-00-00 00:00:00", date.ErrNoSuchDay},
		{"0001-01-01T00:00:00Z", date.ErrNoSuchDay}, // Go's zero time
		{"2014-02-30", date.ErrNoSuchDay},
		{"2014-13-01", date.ErrNoSuchDay},
		{"2014-03-05 25:00:00", date.ErrNoSuchDay},
		{"03/04/2014", date.ErrAmbiguous},
	}
	for _, tt := range tests {
		if got, err := ParseDate(tt.in); !errors.Is(err, tt.want) {
			t.Errorf("ParseDate(%q) = %v, %v; want %v", tt.in, got, err, tt.want)
		}
	}
}

func TestDateTime(t *testing.T) {
	zoneless, err := ParseDate("2021-03-21 16:41:04")
	if err != nil {
		t.Fatal(err)
	}
	east := time.FixedZone("", 8*3600)
	if got := zoneless.Time(east).Format(time.RFC3339); got != "2021-03-21T16:41:04+08:00" || zoneless.HasZone() {
		t.Errorf("zone-less in the east: %s", got)
	}
	zoned, err := ParseDate("2021-03-21 16:41:04 Z")
	if err != nil {
		t.Fatal(err)
	}
	if got := zoned.Time(east).Format(time.RFC3339); got != "2021-03-21T16:41:04Z" || !zoned.HasZone() {
		t.Errorf("zoned in the east: %s", got)
	}
}

func FuzzParseDate(f *testing.F) {
	f.Add("Mon, 04 Jul 2022 21:15:01 GMT")
	f.Add("2014년 3월 5일 오전 10시 30분")
	f.Add("2014-07-20 03:07:23.000000000 +08:00")
	f.Fuzz(func(t *testing.T, s string) {
		d, err := ParseDate(s)
		if err != nil {
			return
		}
		again, err := ParseDate(d.String())
		if err != nil || again.String() != d.String() {
			t.Errorf("%q is %v, which is %v, %v", s, d, again, err)
		}
	})
}
