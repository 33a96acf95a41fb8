using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace BindGen.Tests.Browser;

/// <summary>A tab: what a reader would do there, and what the page then shows, asks for and complains of.</summary>
internal sealed class BrowserPage : IAsyncDisposable
{
    private static readonly Dictionary<string, int> NamedKeys = new() { ["Enter"] = 13, ["Escape"] = 27, ["Tab"] = 9 };

    private readonly DevTools _tools;
    private readonly string _context;
    private readonly string _session;
    private TaskCompletionSource _loaded = new();
    private bool _isWithoutScripts;

    private BrowserPage(DevTools tools, string context, string session)
    {
        (_tools, _context, _session) = (tools, context, session);
        tools.Happened += Take;
    }

    /// <summary>Addresses that the page asked for, its own among them.</summary>
    public ConcurrentQueue<string> Requests { get; } = [];

    /// <summary>What is in the console, and exceptions.</summary>
    public ConcurrentQueue<string> Complaints { get; } = [];

    public static async Task<BrowserPage> OpenAsync(DevTools tools, int width, int height)
    {
        var context = (string)(await tools.SendAsync(null, "Target.createBrowserContext"))["browserContextId"]!;
        var target = await tools.SendAsync(null, "Target.createTarget", new() { ["url"] = "about:blank", ["browserContextId"] = context });
        var session = await tools.SendAsync(null, "Target.attachToTarget", new() { ["targetId"] = (string)target["targetId"]!, ["flatten"] = true });
        var page = new BrowserPage(tools, context, (string)session["sessionId"]!);
        foreach (var domain in new[] { "Page", "Runtime", "Log", "Network" })
            await page.SendAsync($"{domain}.enable");
        await page.ResizeAsync(width, height);
        return page;
    }

    public async Task ResizeAsync(int width, int height) =>
        await SendAsync("Emulation.setDeviceMetricsOverride", new() { ["width"] = width, ["height"] = height, ["deviceScaleFactor"] = 1, ["mobile"] = false });

    /// <param name="scheme">What the system prefers: <c>light</c> or <c>dark</c>.</param>
    public async Task PreferAsync(string scheme) =>
        await SendAsync("Emulation.setEmulatedMedia", new() { ["features"] = new JsonArray(new JsonObject { ["name"] = "prefers-color-scheme", ["value"] = scheme }) });

    public async Task StopScriptsAsync()
    {
        _isWithoutScripts = true;
        await SendAsync("Emulation.setScriptExecutionDisabled", new() { ["value"] = true });
    }

    /// <summary>Loads a file, or moves inside the page when only what follows <c>#</c> differs.</summary>
    public async Task GoAsync(string file, string hash = "")
    {
        _loaded = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var answer = await SendAsync("Page.navigate", new() { ["url"] = new Uri(file).AbsoluteUri + hash });
        if (answer["loaderId"] is not null)
            await _loaded.Task.WaitAsync(TimeSpan.FromSeconds(30));
        if (!_isWithoutScripts)
            await SettleAsync();
    }

    /// <summary>Waits until the page has done what is due: events of a changed address come later.</summary>
    public async Task SettleAsync() => await AskAsync<bool>("new Promise(resolve => setTimeout(() => setTimeout(() => resolve(true))))");

    public async Task<T> AskAsync<T>(string expression)
    {
        var answer = await SendAsync("Runtime.evaluate", new() { ["expression"] = expression, ["returnByValue"] = true, ["awaitPromise"] = true });
        return answer["exceptionDetails"] is { } problem ? throw new InvalidOperationException(problem.ToJsonString()) : answer["result"]!["value"]!.GetValue<T>();
    }

    /// <summary>Presses keys one after the other: single letters, or Enter, Escape, Tab.</summary>
    public async Task PressAsync(params string[] keys)
    {
        foreach (var key in keys)
        {
            var down = new JsonObject { ["type"] = "keyDown", ["key"] = key };
            if (NamedKeys.TryGetValue(key, out var code))
                down["windowsVirtualKeyCode"] = code;
            if (code is 0 or 13)
                down["text"] = code == 13 ? "\r" : key;
            await SendAsync("Input.dispatchKeyEvent", down);
            await SendAsync("Input.dispatchKeyEvent", new() { ["type"] = "keyUp", ["key"] = key });
        }
    }

    public async Task<byte[]> PrintAsync() => Convert.FromBase64String((string)(await SendAsync("Page.printToPDF", new() { ["preferCSSPageSize"] = true }))["data"]!);

    public async ValueTask DisposeAsync()
    {
        _tools.Happened -= Take;
        await _tools.SendAsync(null, "Target.disposeBrowserContext", new() { ["browserContextId"] = _context });
    }

    private Task<JsonNode> SendAsync(string method, JsonObject? parameters = null) => _tools.SendAsync(_session, method, parameters);

    private void Take(string session, string method, JsonNode parameters)
    {
        if (session != _session)
            return;
        switch (method)
        {
            case "Page.loadEventFired":
                _loaded.TrySetResult();
                break;
            case "Network.requestWillBeSent":
                Requests.Enqueue((string)parameters["request"]!["url"]!);
                break;
            case "Log.entryAdded" or "Runtime.exceptionThrown" or "Runtime.consoleAPICalled" or "Page.javascriptDialogOpening":
                Complaints.Enqueue(parameters.ToJsonString());
                break;
        }
    }
}
