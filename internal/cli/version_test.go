package cli

import (
	"runtime"
	"runtime/debug"
	"testing"
)

func TestBuild(t *testing.T) {
	platform := runtime.Version() + " " + runtime.GOOS + "/" + runtime.GOARCH
	stamped := func(version string, settings ...string) *debug.BuildInfo {
		info := &debug.BuildInfo{Main: debug.Module{Version: version}}
		for i := 0; i < len(settings); i += 2 {
			info.Settings = append(info.Settings, debug.BuildSetting{Key: settings[i], Value: settings[i+1]})
		}
		return info
	}
	for _, c := range []struct {
		about string
		info  *debug.BuildInfo
		want  string
	}{
		{"an installed module has no commit", stamped("v1.2.3"), "v1.2.3 (" + platform + ")"},
		{"a build without history", stamped(""), "(devel) (" + platform + ")"},
		{"a clone", stamped("v1.2.3", "vcs", "git", "vcs.revision", "0123456789abcdef0123456789abcdef01234567",
			"vcs.time", "2026-01-02T03:04:05Z", "vcs.modified", "false"),
			"v1.2.3 (commit 0123456789ab, 2026-01-02T03:04:05Z, " + platform + ")"},
		{"a clone with changes", stamped("v1.2.4-0.20260102030405-0123456789ab+dirty", "vcs.revision", "0123456789ab",
			"vcs.modified", "true"), "v1.2.4-0.20260102030405-0123456789ab+dirty (commit 0123456789ab and changes, " + platform + ")"},
		{"another system's short commits", stamped("v1.2.3", "vcs.revision", "42"), "v1.2.3 (commit 42, " + platform + ")"},
	} {
		t.Run(c.about, func(t *testing.T) {
			if got := buildOf(c.info).String(); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}
