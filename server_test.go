package main

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	"hindsight/core/event"
	"hindsight/core/logfile"
	"hindsight/core/shop"
	"hindsight/core/workspace"
)

// asCommand, when set, makes the test binary behave as the command itself.
const asCommand = "HINDSIGHT_TEST_AS_COMMAND"

func TestMain(m *testing.M) {
	if os.Getenv(asCommand) != "" {
		main()
	}
	os.Exit(m.Run())
}

const script = "/main-2QYB3F4A.js"

// builtSite is a small page as the build leaves it. Its brotli is only marked as such: nobody here
// decodes it.
func builtSite(t *testing.T) http.Handler {
	t.Helper()
	var zipped bytes.Buffer
	w := gzip.NewWriter(&zipped)
	_, err := io.WriteString(w, "the script")
	require.NoError(t, err)
	require.NoError(t, w.Close())
	return siteOf(t, fstest.MapFS{
		".gitkeep":                  {},
		".secret/key-AAAAAAAA.js":   {Data: []byte("secret")},
		"index.html":                {Data: []byte("<!doctype html>")},
		"index.html.br":             {Data: []byte("the page in brotli")},
		"main-2QYB3F4A.js":          {Data: []byte("the script")},
		"main-2QYB3F4A.js.br":       {Data: []byte("the script in brotli")},
		"main-2QYB3F4A.js.gz":       {Data: zipped.Bytes()},
		"hindsight-MEPL0O9C.wasm":   {Data: []byte("\x00asm")},
		"main-DYOJN2M6.css":         {Data: []byte("body{}")},
		"fonts/plain-DYOJN2M6.data": {Data: []byte("data")},
	})
}

func siteOf(t *testing.T, files fs.FS) http.Handler {
	t.Helper()
	made, err := newSite(files)
	require.NoError(t, err)
	return withSecurityHeaders(onlyLoopbackNames(made))
}

// ask sends a request; headers are pairs of a name and a value.
func ask(handler http.Handler, method, path string, headers ...string) *http.Response {
	r := httptest.NewRequest(method, "http://localhost:8080/", nil)
	r.URL.Path = path
	for i := 0; i < len(headers); i += 2 {
		r.Header.Add(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	handler.ServeHTTP(w, r)
	return w.Result()
}

func bodyOf(t *testing.T, answer *http.Response) string {
	t.Helper()
	body, err := io.ReadAll(answer.Body)
	require.NoError(t, err)
	return string(body)
}

func TestSiteChoosesTheEncodingThatTheClientLikesBest(t *testing.T) {
	page := builtSite(t)
	for _, c := range []struct{ accepted, want string }{
		{"", ""},
		{"gzip, deflate, br, zstd", "br"},
		{"gzip", "gzip"},
		{"GZIP", "gzip"},
		{"br;q=0, gzip", "gzip"},
		{"br;q=0.000, gzip;q=0", ""},
		{"br;q=0.5, gzip;q=0.8", "gzip"},
		{"br ; q=0.5 , gzip ; Q=0.8", "gzip"},
		{"identity, br;q=0.5", ""},
		{"identity;q=0", "none"},
		{"identity;q=0, gzip;q=0.1", "gzip"},
		{"*", "br"},
		{"*;q=0", "none"},
		{"*;q=0, gzip", "gzip"},
		{"br;q=0, *", "gzip"},
		{"br;q=nonsense, gzip", "gzip"},
		{"br;q=NaN", ""},
		{"vibrant", ""},
		{", ,", ""},
	} {
		t.Run("accepting "+c.accepted, func(t *testing.T) {
			var headers []string
			if c.accepted != "" {
				headers = []string{"Accept-Encoding", c.accepted}
			}
			answer := ask(page, http.MethodGet, script, headers...)
			require.Equal(t, "Accept-Encoding", answer.Header.Get("Vary"))
			if c.want == "none" {
				require.Equal(t, http.StatusNotAcceptable, answer.StatusCode)
				return
			}
			require.Equal(t, http.StatusOK, answer.StatusCode)
			require.Equal(t, c.want, answer.Header.Get("Content-Encoding"))
		})
	}
}

func TestSiteSendsTheBytesOfTheEncodingItNames(t *testing.T) {
	page := builtSite(t)
	require.Equal(t, "the script", bodyOf(t, ask(page, http.MethodGet, script)))
	require.Equal(t, "the script in brotli",
		bodyOf(t, ask(page, http.MethodGet, script, "Accept-Encoding", "br")))
	zipped, err := gzip.NewReader(ask(page, http.MethodGet, script, "Accept-Encoding", "gzip").Body)
	require.NoError(t, err)
	plain, err := io.ReadAll(zipped)
	require.NoError(t, err)
	require.Equal(t, "the script", string(plain))
	css := ask(page, http.MethodGet, "/main-DYOJN2M6.css", "Accept-Encoding", "br, gzip")
	require.Empty(t, css.Header.Get("Content-Encoding"), "there is only the plain file")
	require.Equal(t, "body{}", bodyOf(t, css))
}

func TestSiteJoinsRepeatedAcceptEncodingHeaders(t *testing.T) {
	answer := ask(builtSite(t), http.MethodGet, script, "Accept-Encoding", "br;q=0", "Accept-Encoding", "gzip")
	require.Equal(t, "gzip", answer.Header.Get("Content-Encoding"))
}

func TestSiteNamesTypesAndCaching(t *testing.T) {
	const forever = "public, max-age=31536000, immutable"
	page := builtSite(t)
	for _, c := range []struct{ path, contentType, cacheControl string }{
		{"/", "text/html; charset=utf-8", "no-cache"},
		{"/index.html", "text/html; charset=utf-8", "no-cache"},
		{script, "text/javascript; charset=utf-8", forever},
		{"/main-DYOJN2M6.css", "text/css; charset=utf-8", forever},
		{"/hindsight-MEPL0O9C.wasm", "application/wasm", forever},
		{"/fonts/plain-DYOJN2M6.data", "application/octet-stream", forever},
	} {
		t.Run(c.path, func(t *testing.T) {
			for _, accepted := range []string{"identity", "br"} {
				answer := ask(page, http.MethodGet, c.path, "Accept-Encoding", accepted)
				require.Equal(t, http.StatusOK, answer.StatusCode)
				require.Equal(t, c.contentType, answer.Header.Get("Content-Type"))
				require.Equal(t, c.cacheControl, answer.Header.Get("Cache-Control"))
			}
		})
	}
}

func TestSiteAnswersNotModified(t *testing.T) {
	page := builtSite(t)
	plain := ask(page, http.MethodGet, "/").Header.Get("ETag")
	brotli := ask(page, http.MethodGet, "/", "Accept-Encoding", "br").Header.Get("ETag")
	require.Regexp(t, `^"[\w-]+"$`, plain)
	require.NotEqual(t, plain, brotli, "each encoding is another representation")
	for _, tags := range []string{plain, "W/" + plain, `"other", ` + plain, "*"} {
		answer := ask(page, http.MethodGet, "/", "If-None-Match", tags)
		require.Equal(t, http.StatusNotModified, answer.StatusCode, tags)
		require.Equal(t, plain, answer.Header.Get("ETag"))
		require.Equal(t, "Accept-Encoding", answer.Header.Get("Vary"))
		require.Empty(t, bodyOf(t, answer))
	}
	require.Equal(t, http.StatusOK, ask(page, http.MethodGet, "/", "If-None-Match", brotli).StatusCode)
	require.Equal(t, http.StatusNotModified,
		ask(page, http.MethodGet, "/", "Accept-Encoding", "br", "If-None-Match", brotli).StatusCode)
}

func TestSiteAnswersHeadWithoutABody(t *testing.T) {
	page := builtSite(t)
	got := ask(page, http.MethodGet, script, "Accept-Encoding", "br")
	head := ask(page, http.MethodHead, script, "Accept-Encoding", "br")
	require.Equal(t, http.StatusOK, head.StatusCode)
	require.Equal(t, got.Header, head.Header)
	require.Empty(t, bodyOf(t, head))
	require.Equal(t, "10", ask(page, http.MethodHead, script).Header.Get("Content-Length"))
}

func TestSiteRefusesOtherMethods(t *testing.T) {
	for _, method := range []string{http.MethodPost, http.MethodPut, http.MethodDelete, http.MethodOptions} {
		answer := ask(builtSite(t), method, "/")
		require.Equal(t, http.StatusMethodNotAllowed, answer.StatusCode, method)
		require.Equal(t, "GET, HEAD", answer.Header.Get("Allow"), method)
	}
}

func TestSiteServesNothingElse(t *testing.T) {
	page := builtSite(t)
	for _, path := range []string{
		"/.gitkeep", "/.secret/key-AAAAAAAA.js", "/fonts", "/fonts/", script + ".br", script + ".gz",
		"/index.html.br", script + "/", "//index.html", "/./index.html", "/fonts/../index.html",
		"/../server.go", "/..", "/%2e%2e/server.go", `/..\server.go`, "/main-2QYB3F4A.JS", "", "/\x00",
	} {
		answer := ask(page, http.MethodGet, path)
		require.Equal(t, http.StatusNotFound, answer.StatusCode, path)
		require.Equal(t, "text/plain; charset=utf-8", answer.Header.Get("Content-Type"), path)
	}
}

func TestSiteSaysWhenThePageHasNotBeenBuilt(t *testing.T) {
	empty := siteOf(t, fstest.MapFS{".gitkeep": {}})
	for _, path := range []string{"/", "/anything"} {
		answer := ask(empty, http.MethodGet, path)
		require.Equal(t, http.StatusServiceUnavailable, answer.StatusCode)
		require.Contains(t, bodyOf(t, answer), "run make build")
	}
}

func TestEveryAnswerCarriesTheSecurityHeaders(t *testing.T) {
	want := map[string]string{
		"Content-Security-Policy": "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; " +
			"worker-src 'self'; frame-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self' data:; " +
			"base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
		"X-Content-Type-Options":       "nosniff",
		"Referrer-Policy":              "no-referrer",
		"Cross-Origin-Opener-Policy":   "same-origin",
		"Cross-Origin-Resource-Policy": "same-origin",
	}
	page := builtSite(t)
	etag := ask(page, http.MethodGet, "/").Header.Get("ETag")
	for name, answer := range map[string]*http.Response{
		"the page":            ask(page, http.MethodGet, "/"),
		"an unchanged page":   ask(page, http.MethodGet, "/", "If-None-Match", etag),
		"a missing file":      ask(page, http.MethodGet, "/missing"),
		"a method refused":    ask(page, http.MethodPost, "/"),
		"no encoding that is": ask(page, http.MethodGet, "/", "Accept-Encoding", "*;q=0"),
		"a foreign name":      askAs(page, "foreign.example"),
	} {
		for header, value := range want {
			require.Equal(t, value, answer.Header.Get(header), "%s: %s", name, header)
		}
		require.Contains(t, answer.Header.Get("Permissions-Policy"), "geolocation=()", name)
	}
}

// The page repeats the policy for hosts that send no headers; frame-ancestors has no effect there.
func TestThePageHasTheSamePolicyAsTheServer(t *testing.T) {
	page, err := os.ReadFile("web/index.html")
	require.NoError(t, err)
	policy := regexp.MustCompile(`(?is)<meta\s+http-equiv="Content-Security-Policy"\s+content="([^"]*)"`)
	found := policy.FindSubmatch(page)
	require.NotNil(t, found, "web/index.html has no Content-Security-Policy")
	want := strings.TrimSuffix(contentPolicy, "; frame-ancestors 'none'")
	require.Equal(t, want, strings.Join(strings.Fields(string(found[1])), " "))
}

func TestTheSandboxHasAPolicyOfItsOwn(t *testing.T) {
	const said = "default-src 'none'; script-src 'sha256-abc='; worker-src blob:"
	page := `<!doctype html><meta http-equiv="Content-Security-Policy" content="` + said + `"><title>x</title>`
	site := withSecurityHeaders(siteOf(t, fstest.MapFS{
		"sandbox-0123ABCD.html":    {Data: []byte(page)},
		"sandbox-0123ABCD.html.br": {Data: []byte("the same in brotli")},
		"other.html":               {Data: []byte(page)},
	}))
	for _, encoding := range []string{"identity", "br"} {
		answer := ask(site, http.MethodGet, "/sandbox-0123ABCD.html", "Accept-Encoding", encoding)
		require.Equal(t, said+"; sandbox allow-scripts; frame-ancestors 'self'", answer.Header.Get("Content-Security-Policy"))
		require.Equal(t, "nosniff", answer.Header.Get("X-Content-Type-Options"))
	}
	answer := ask(site, http.MethodGet, "/other.html")
	require.Equal(t, contentPolicy, answer.Header.Get("Content-Security-Policy"), "no other page says what its policy is")
}

func askAs(handler http.Handler, host string) *http.Response {
	r := httptest.NewRequest(http.MethodGet, "/", nil)
	r.Host = host
	w := httptest.NewRecorder()
	handler.ServeHTTP(w, r)
	return w.Result()
}

func TestOnLoopbackOnlyLoopbackNamesAreAnswered(t *testing.T) {
	page := builtSite(t)
	for _, host := range []string{
		"localhost", "LocalHost:8080", "127.0.0.1", "127.0.0.1:8080", "127.1.2.3:1", "[::1]", "[::1]:8080",
	} {
		require.Equal(t, http.StatusOK, askAs(page, host).StatusCode, host)
	}
	for _, host := range []string{
		"", "foreign.example", "foreign.example:8080", "localhost.foreign.example", "127.0.0.1.foreign.example",
		"192.0.2.1:8080", "[2001:db8::1]:8080", "0.0.0.0:8080", "127.1:8080",
	} {
		require.Equal(t, http.StatusMisdirectedRequest, askAs(page, host).StatusCode, host)
	}
}

// command starts the test binary as the command, on a free port unless args name an address.
func command(t *testing.T, args ...string) (*exec.Cmd, *bufio.Reader, *bytes.Buffer) {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	t.Cleanup(cancel)
	cmd := exec.CommandContext(ctx, os.Args[0], args...)
	cmd.Env = append(os.Environ(), asCommand+"=yes", "ADDR=127.0.0.1:0")
	stdout, err := cmd.StdoutPipe()
	require.NoError(t, err)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	require.NoError(t, cmd.Start())
	return cmd, bufio.NewReader(stdout), &stderr
}

// addressOf waits for the line that says where the command listens.
func addressOf(t *testing.T, stdout *bufio.Reader) string {
	t.Helper()
	line, err := stdout.ReadString('\n')
	require.NoError(t, err)
	address, ok := strings.CutPrefix(strings.TrimSpace(line), "Hindsight is at ")
	require.True(t, ok, line)
	return address
}

func TestCommandServesUntilItIsToldToStop(t *testing.T) {
	for _, signal := range []os.Signal{os.Interrupt, syscall.SIGTERM} {
		t.Run(signal.String(), func(t *testing.T) {
			cmd, stdout, stderr := command(t)
			answer, err := http.Get(addressOf(t, stdout) + "/missing")
			require.NoError(t, err)
			require.NoError(t, answer.Body.Close())
			require.NotEmpty(t, answer.Header.Get("Content-Security-Policy"))
			require.NoError(t, cmd.Process.Signal(signal))
			require.NoError(t, cmd.Wait(), "want exit code 0")
			require.Empty(t, stderr.String())
		})
	}
}

func TestCommandRefusesForeignNamesOnLoopback(t *testing.T) {
	_, stdout, _ := command(t)
	request, err := http.NewRequest(http.MethodGet, addressOf(t, stdout), nil)
	require.NoError(t, err)
	request.Host = "foreign.example"
	answer, err := http.DefaultClient.Do(request)
	require.NoError(t, err)
	require.NoError(t, answer.Body.Close())
	require.Equal(t, http.StatusMisdirectedRequest, answer.StatusCode)
}

func TestCommandSaysThatTheNetworkCanReachIt(t *testing.T) {
	cmd, stdout, stderr := command(t, "-addr", "0.0.0.0:0")
	address := strings.TrimPrefix(addressOf(t, stdout), "http://")
	_, port, err := net.SplitHostPort(address)
	require.NoError(t, err)
	request, err := http.NewRequest(http.MethodGet, "http://127.0.0.1:"+port+"/missing", nil)
	require.NoError(t, err)
	request.Host = "machine.example"
	answer, err := http.DefaultClient.Do(request)
	require.NoError(t, err)
	require.NoError(t, answer.Body.Close())
	require.NotEqual(t, http.StatusMisdirectedRequest, answer.StatusCode)
	require.NoError(t, cmd.Process.Signal(syscall.SIGTERM))
	require.NoError(t, cmd.Wait())
	require.Regexp(t, `^hindsight: \S+ can be reached from the network\n$`, stderr.String())
}

func TestCommandExplainsInOneLineWhyItCannotStart(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	defer func() { require.NoError(t, taken.Close()) }()
	for name, c := range map[string]struct {
		args []string
		want string
	}{
		"a port in use":     {[]string{"-addr", taken.Addr().String()}, "is in use: choose another with ADDR="},
		"no port":           {[]string{"-addr", "localhost"}, `address "localhost": want host:port, as in 127`},
		"a port too large":  {[]string{"-addr", "127.0.0.1:99999"}, "invalid port"},
		"a forgotten -addr": {[]string{"127.0.0.1:0"}, `want no arguments, got ["127.0.0.1:0"]`},
	} {
		t.Run(name, func(t *testing.T) {
			var stdout, stderr bytes.Buffer
			require.Equal(t, 1, run(t.Context(), c.args, &stdout, &stderr))
			require.Empty(t, stdout.String())
			require.Contains(t, stderr.String(), c.want)
			require.Equal(t, 1, strings.Count(stderr.String(), "\n"))
		})
	}
}

func TestCommandTakesItsAddressFromTheEnvironment(t *testing.T) {
	t.Setenv("ADDR", "nonsense")
	ctx, stop := context.WithCancel(t.Context())
	stop() // Should the address be ignored, it is not to listen on another.
	var stderr bytes.Buffer
	require.Equal(t, 1, run(ctx, nil, io.Discard, &stderr))
	require.Contains(t, stderr.String(), `"nonsense"`)
	t.Setenv("ADDR", "")
	require.Equal(t, defaultAddress, addressFromEnvironment())
}

func TestCommandPrintsTheDemonstration(t *testing.T) {
	var stdout bytes.Buffer
	require.Equal(t, 0, run(t.Context(), []string{"-demo"}, &stdout, io.Discard))
	var demonstration struct {
		EventsStored  int                        `json:"events_stored"`
		Projections   map[string]json.RawMessage `json:"projections"`
		TemporalQuery map[string]json.RawMessage `json:"temporal_query"`
	}
	require.NoError(t, json.Unmarshal(stdout.Bytes(), &demonstration))
	require.Equal(t, 8, demonstration.EventsStored)
	require.Contains(t, demonstration.Projections, "order_totals")
	require.Contains(t, demonstration.Projections, "user_activity")
	require.NotEmpty(t, demonstration.TemporalQuery)
}

func TestCommandVerifiesALogFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "shop.hlog")
	file, err := logfile.OpenOSFile(path)
	require.NoError(t, err)
	sample := workspace.New(workspace.Options{Now: event.Now, NewID: func() string { return "" }, Domain: shop.Domain{}})
	_, err = sample.Open(file, workspace.OpenOptions{})
	require.NoError(t, err)
	require.NoError(t, sample.LoadSample())
	kept, _ := sample.Storage()
	require.NoError(t, sample.Close())

	var stdout, stderr strings.Builder
	require.Equal(t, 0, run(t.Context(), []string{"-verify", path}, &stdout, &stderr), stderr.String())
	require.Contains(t, stdout.String(), "8 events in 1 blocks")
	require.Contains(t, stdout.String(), kept.Head.String())

	content, err := os.ReadFile(path)
	require.NoError(t, err)
	content[len(content)/2] ^= 1
	require.NoError(t, os.WriteFile(path, content, 0o600))
	require.Equal(t, 1, run(t.Context(), []string{"-verify", path}, io.Discard, &stderr))
	require.Contains(t, stderr.String(), "damaged")
}

func TestCommandRefusesUnknownFlags(t *testing.T) {
	require.Equal(t, 2, run(t.Context(), []string{"-nonsense"}, io.Discard, io.Discard))
	require.Equal(t, 0, run(t.Context(), []string{"-h"}, io.Discard, io.Discard))
}

func TestAnswersUnderWayAreFinishedBeforeTheServerStops(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	stopping := make(chan struct{})
	server := newServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		stop()
		select {
		case <-stopping:
		case <-r.Context().Done():
		}
		fmt.Fprint(w, "finished")
	}), io.Discard)
	server.RegisterOnShutdown(func() { close(stopping) })
	listener, err := listen(t.Context(), "127.0.0.1:0")
	require.NoError(t, err)
	done := make(chan error)
	go func() { done <- serveUntilDone(ctx, server, listener) }()
	answer, err := http.Get("http://" + listener.Addr().String())
	require.NoError(t, err)
	require.Equal(t, "finished", bodyOf(t, answer))
	require.NoError(t, <-done)
}

// The bindings only compile for the browser, so each of their files has to say so, or go test ./...
// breaks natively.
func TestEveryFileOfTheBindingsCarriesTheBuildTag(t *testing.T) {
	files, err := filepath.Glob("wasm/*.go")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	for _, file := range files {
		content, err := os.ReadFile(file)
		require.NoError(t, err)
		require.True(t, strings.HasPrefix(string(content), "//go:build js && wasm\n"), file)
	}
}
