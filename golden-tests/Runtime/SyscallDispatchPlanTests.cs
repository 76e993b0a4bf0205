using Tracegate.Contract;
using Tracegate.Runtime.Attach;
using Tracegate.Runtime.Libbpf;
using Xunit;

namespace Tracegate.GoldenTests.Runtime;

/// <summary>P-order P-tracepoint: how programs are spread over the layers of dispatchers, and when there are none.</summary>
public sealed class SyscallDispatchPlanTests
{
    private static readonly string[] Calls = [.. SyscallNames.ByNumber.Take(300)];
    private readonly FaultyKernel kernel = new();

    [Fact]
    public void One_link_serves_all_places()
    {
        var plan = Enter(7, Calls);
        var context = Attach(plan);
        Assert.All(plan.Sites, static site => Assert.True(site.IsDispatched));
        Assert.Equal(300, kernel.Log.Count(static line => line.EndsWith("] = 7")));
        Assert.Contains("1000[39] = 7", kernel.Log); // getpid
        Assert.Single(kernel.Log, static line => line.StartsWith("link"));
        Assert.InRange(plan.AttachBegan, 1, plan.AttachEnded);
        context.Links.Close();
        Assert.Empty(kernel.Open);
    }

    [Fact]
    public void Programs_on_one_call_are_in_layers_of_the_scripts_order()
    {
        string[] all = [.. SyscallNames.ByNumber.Where(static name => name.Length > 0)];
        Attach(Enter(1, all), Enter(2, ["read"]), Enter(3, all), Enter(4, all));
        string[] read = ["1000[0] = 1", "1004[0] = 2", "1008[0] = 3", "1012[0] = 4"];
        Assert.Equal(read, kernel.Log.Where(static line => line.Contains("[0] =")));

        // A call without the second program has the third in its layer.
        string[] write = ["1000[1] = 1", "1004[1] = 3", "1008[1] = 4"];
        Assert.Equal(write, kernel.Log.Where(static line => line.Contains("[1] =")));
    }

    [Theory]
    [InlineData(256, true)]
    [InlineData(255, false)]
    public void Few_places_have_links_of_their_own(int places, bool dispatched)
    {
        var plan = Enter(1, Calls[..places]);
        Attach(plan);
        Assert.All(plan.Sites, site => Assert.Equal(dispatched, site.IsDispatched));
        Assert.Equal(dispatched ? 1 : places, kernel.Log.Count(static line => line.StartsWith("link")));
    }

    [Fact]
    public void Layers_that_save_little_are_not_made()
    {
        var plans = Enumerable.Range(1, 5).Select(static i => Enter(i, ["read"])).Prepend(Enter(9, Calls[..260])).ToArray();
        Attach(plans);
        Assert.All(plans.SelectMany(static plan => plan.Sites), static site => Assert.False(site.IsDispatched));
    }

    [Fact]
    public void A_call_that_is_too_new_keeps_its_link()
    {
        var plan = Enter(1, [.. Calls, "from_the_future"]);
        Attach(plan);
        Assert.Equal(["sys_enter_from_the_future"], plan.Sites.Where(static site => !site.IsDispatched).Select(static site => site.Function));
        Assert.Equal(2, kernel.Log.Count(static line => line.StartsWith("link")));
    }

    [Fact]
    public void A_program_that_tells_places_apart_by_their_own_cookies_is_not_dispatched()
    {
        var plan = NumberedProgram.Plan("tracepoint", 1, Sites("sys_enter", Calls), cookie: true);
        Attach(plan);
        Assert.All(plan.Sites, static site => Assert.False(site.IsDispatched));
    }

    [Fact]
    public void Names_are_found_by_the_number_of_the_call()
    {
        var plan = NumberedProgram.Plan("tracepoint", 1, Sites("sys_enter", [.. Calls, "from_the_future"]), cookie: true, shares: true);
        var context = Context();
        context.Dispatch = SyscallDispatch.Plan([plan], context);
        var names = AttachPlanner.NumberProbes([plan], context);
        AttachPlanner.Attach([plan], context);
        var cookie = long.Parse(kernel.Log.First(static line => line.StartsWith("link")).Split(' ')[^1]);
        Assert.True(cookie < 0);
        Assert.Equal("tracepoint:syscalls:sys_enter_getpid", names[(int)(cookie + 39 + SharedCookie.Bias)]);

        // The place with a link of its own has a cookie of its own.
        Assert.Equal("tracepoint:syscalls:sys_enter_from_the_future", names[(int)plan.Sites[^1].Cookie]);
    }

    [Theory]
    [InlineData(Errno.NotPermitted)]
    [InlineData(Errno.FileTable)]
    public void Without_a_dispatcher_the_places_get_their_links(int error)
    {
        kernel.DispatcherError = error;
        var plan = Enter(1, Calls);
        var context = Attach(plan);
        Assert.Equal(300, context.Links.Count);
        Assert.Empty(context.Failures);
        context.Links.Close();
        Assert.Empty(kernel.Open);
    }

    [Fact]
    public void Entries_and_returns_have_dispatchers_of_their_own()
    {
        Attach(Enter(1, Calls), NumberedProgram.Plan("tracepoint", 2, Sites("sys_exit", Calls)));
        Assert.Equal(2, kernel.Log.Count(static line => line.StartsWith("dispatcher")));
    }

    private AttachContext Context() => new() { Calls = kernel, Links = new(kernel), OnlineCpus = [0] };

    private AttachContext Attach(params ProgramPlan[] plans)
    {
        var context = Context();
        context.Dispatch = SyscallDispatch.Plan(plans, context);
        AttachPlanner.Attach(plans, context);
        return context;
    }

    private static ProgramPlan Enter(int fd, IEnumerable<string> calls) => NumberedProgram.Plan("tracepoint", fd, Sites("sys_enter", calls));

    private static IEnumerable<Site> Sites(string prefix, IEnumerable<string> calls) =>
        calls.Select(call => new Site($"tracepoint:syscalls:{prefix}_{call}", "syscalls", $"{prefix}_{call}"));
}
