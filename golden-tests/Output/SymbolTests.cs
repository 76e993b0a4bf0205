using System.Diagnostics;
using System.Text;
using Tracegate.Contract;
using Tracegate.GoldenTests.Harness;
using Tracegate.GoldenTests.Kernel;
using Tracegate.Runtime.Symbols;
using Tracegate.Runtime.Values;
using Xunit;
using ValueType = Tracegate.Contract.ValueType;

namespace Tracegate.GoldenTests.Output;

/// <summary>Look-ups on the machine: F-ksym, F-usym, M-out-sym, B-username, F-cgroup_path, C-cpp_demangle.</summary>
public class SymbolTests
{
    [Theory]
    [InlineData("_ZN3foo3barEi", "foo::bar(int)")]
    [InlineData("_ZNKSt6vectorIiSaIiEE4sizeEv", "std::vector<int, std::allocator<int> >::size() const")]
    [InlineData("_Z3maxIdET_S0_S0_", "double max<double>(double, double)")]
    [InlineData("_ZN4core3fmt9Formatter3pad17h0123456789abcdefE", "core::fmt::Formatter::pad::h0123456789abcdef")]
    [InlineData("_ZZN3foo3barEiENKUlvE_clEv", "foo::bar(int)::{lambda()#1}::operator()() const")]
    [InlineData("_Z1fPFvicE", "f(void (*)(int, char))")]
    [InlineData("_Z1gRA3_KcM1CFvvE", "g(char const (&) [3], void (C::*)())")]
    [InlineData("_ZN12_GLOBAL__N_11hEv", "(anonymous namespace)::h()")]
    [InlineData("_ZSt4endlIcSt11char_traitsIcEERSt13basic_ostreamIT_T0_ES6_",
        "std::basic_ostream<char, std::char_traits<char> >& std::endl<char, std::char_traits<char> >(std::basic_ostream<char, std::char_traits<char> >&)")]
    [InlineData("_ZNSsC1EPKc", "std::basic_string<char, std::char_traits<char>, std::allocator<char> >::basic_string(char const*)")]
    [InlineData("_ZTV3Foo", "vtable for Foo")]
    [InlineData("_Z3logIJicEEvDpT_", "void log<int, char>(int, char)")]
    [InlineData("_Z3arrILi5ELb1EEvv", "void arr<5, true>()")]
    [InlineData("_ZN1A2opEv.part.0", "A::op() [clone .part.0]")]
    [InlineData("_ZN1AlsEi", "A::operator<<(int)")]
    [InlineData("_ZN1AD0Ev", "A::~A()")]
    [InlineData("_Zgarbage", null)]
    [InlineData("_ZN3foo", null)]
    [InlineData("_ZS_", null)]
    public void C_cpp_demangle_writes_source_form(string mangled, string? expected)
    {
        var buffer = new Utf8Buffer();
        Assert.Equal(expected is not null, Demangled(buffer, mangled));
        Assert.Equal(expected ?? "", Encoding.UTF8.GetString(buffer.Written));
    }

    [Fact]
    public void Damaged_mangled_names_are_left_alone()
    {
        var random = new Random(7);
        const string Alphabet = "_ZNKS0123456789IEJRPOvicTtDpULlL.ABFMCX";
        var buffer = new Utf8Buffer();
        for (var i = 0; i < 20000; i++)
        {
            buffer.Clear();
            var name = "_Z" + string.Concat(Enumerable.Range(0, random.Next(1, 40)).Select(_ => Alphabet[random.Next(Alphabet.Length)]));
            if (!Demangled(buffer, name))
                Assert.Equal(0, buffer.Length);
        }
    }

    [Fact]
    public void Own_code_is_found_by_mapping_and_symbol_table()
    {
        var handle = System.Runtime.InteropServices.NativeLibrary.Load("libc.so.6");
        var address = System.Runtime.InteropServices.NativeLibrary.GetExport(handle, "fopen");
        var text = User(new UserSymbols(), (ulong)address + 3, offset: true, module: true);
        Assert.Matches(@"^_?_?\w*fopen\w*\+3 \(/.*libc.*\)$", text);
        Assert.Equal("0x5 ([unknown])", User(new UserSymbols(), 5, offset: true, module: true));
        Assert.Equal("0x5", User(new UserSymbols(cache: false), 5, offset: true, module: false));
    }

    [Fact]
    public void Processes_that_are_gone_leave_addresses()
    {
        var buffer = new Utf8Buffer();
        new UserSymbols().Append(buffer, 0x1234, 4_000_000, "", "", offset: true, module: false);
        new UserSymbols().Append(buffer, 0, 4_000_000, "/nonexistent", "f", offset: true, module: false);
        Assert.Equal("0x12340", Encoding.UTF8.GetString(buffer.Written));
    }

    [Theory]
    [InlineData("exec \"$0\"")]
    [InlineData("\"$0\"; true")]
    [InlineData("taskset -pc 1 $$ >&2; taskset -c 0 \"$0\"; true")]
    public async Task Followed_processes_have_names_after_their_end_and_the_end_of_their_file(string command)
    {
        using var folder = new TemporaryFolder();
        var program = Path.Combine(folder.Path, "address");
        File.Copy(Path.Combine(new TestTargets().Folder, "address"), program);
        var start = new ProcessStartInfo("/bin/sh", ["-c", "read go; " + command, program])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        using var shell = Process.Start(start)!;
        var symbols = new UserSymbols();
        Assert.NotEmpty(symbols.Follow(shell.Id));
        await shell.StandardInput.WriteLineAsync();
        await shell.StandardInput.FlushAsync();
        var words = (await shell.StandardOutput.ReadLineAsync())!.Split(' ');
        symbols.TakeMappings();
        File.Delete(program);
        shell.StandardInput.Close();
        await shell.WaitForExitAsync();

        var buffer = new Utf8Buffer();
        symbols.Append(
            buffer, Convert.ToUInt64(words[1], 16) + 1, uint.Parse(words[0]), "", "", offset: true, module: true);
        Assert.Equal($"main+1 ({program})", Encoding.UTF8.GetString(buffer.Written));
    }

    [Fact]
    public async Task C_cache_user_symbols_a_process_is_known_from_its_first_address_on()
    {
        var start = new ProcessStartInfo(Path.Combine(new TestTargets().Folder, "address"))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        var main = Convert.ToUInt64((await process.StandardOutput.ReadLineAsync())!.Split(' ')[1], 16);
        var symbols = new UserSymbols();
        var buffer = new Utf8Buffer();
        symbols.Append(buffer, main, (uint)process.Id, "", "", offset: true, module: false);
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        symbols.Append(buffer, main + 1, (uint)process.Id, "", "", offset: true, module: false);
        Assert.Equal("main+0main+1", Encoding.UTF8.GetString(buffer.Written));
    }

    [Fact]
    public void A_function_of_a_binary_is_known_by_its_place_in_the_page()
    {
        var handle = System.Runtime.InteropServices.NativeLibrary.Load("libc.so.6");
        var address = (ulong)System.Runtime.InteropServices.NativeLibrary.GetExport(handle, "fopen");
        var path = File.ReadLines("/proc/self/maps").First(l => l.Contains("/libc.so.6", StringComparison.Ordinal));
        path = path[path.IndexOf('/')..];
        var buffer = new Utf8Buffer();
        new UserSymbols().Append(buffer, address, 4_000_000, path, "fopen", offset: true, module: false);
        Assert.Matches(@"^\w*fopen\w*\+0$", Encoding.UTF8.GetString(buffer.Written));
        buffer.Clear();
        new UserSymbols().Append(buffer, address + 1, 4_000_000, path, "fopen", offset: false, module: false);
        Assert.Equal($"0x{address + 1:x}", Encoding.UTF8.GetString(buffer.Written));
    }

    [Fact]
    public void Kernel_addresses_resolve_to_the_symbol_before_them()
    {
        var symbol = File.ReadLines("/proc/kallsyms").Select(l => l.Split(' ', '\t')).FirstOrDefault(f => f[2] == "schedule");
        if (symbol is null || symbol[0].All(c => c == '0'))
            return; // The kernel hides its addresses from this user.
        var address = Convert.ToUInt64(symbol[0], 16);
        Assert.Equal(address, KernelSymbols.Find("schedule"));
        Assert.Equal(0ul, KernelSymbols.Find("no_such_symbol_here"));
        var symbols = new KernelSymbols();
        var buffer = new Utf8Buffer();
        symbols.Append(buffer, address + 5, offset: true);
        Assert.Equal("schedule+5", Encoding.UTF8.GetString(buffer.Written));
        buffer.Clear();
        symbols.Append(buffer, 0x10, offset: true);
        Assert.Equal("0x10", Encoding.UTF8.GetString(buffer.Written));
    }

    [Fact]
    public void B_username_reads_the_passwd_file()
    {
        var buffer = new Utf8Buffer();
        var users = new UserNames();
        users.Append(buffer, 0);
        users.Append(buffer, 3_999_999_999);
        Assert.Equal("root", Encoding.UTF8.GetString(buffer.Written));
    }

    [Fact]
    public void F_cgroup_path_ignores_unknown_ids_and_hierarchies()
    {
        var buffer = new Utf8Buffer();
        var cgroups = new CgroupPaths();
        cgroups.Append(buffer, ulong.MaxValue, "*");
        cgroups.Append(buffer, 1, "no_such_hierarchy");
        Assert.Equal("", Encoding.UTF8.GetString(buffer.Written));
    }

    [Fact]
    public void Host_services_answer_from_the_object()
    {
        var metadata = new ObjectMetadata { Strings = ["%H", "*"] };
        var services = new HostValueServices(metadata, "…", (_, _) => default, cookie => $"probe {cookie}", new UserSymbols());
        Assert.Equal("*", services.Text(1));
        Assert.Equal("", services.Text(9));
        Assert.Equal("probe 4", Harness.Text(new ValueType.ProbeName(), Harness.Words(4), services));
        // C-str_trunc_trailer
        Assert.Equal("ab…", Harness.Text(new ValueType.Text(2), "ab"u8.ToArray(), services));
        var now = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        var stamp = services.UnixNanoseconds((ulong)(Environment.TickCount64 * 1_000_000)) / 1_000_000;
        Assert.InRange(stamp, now - 1000 * 86400 * 30L, now + 2000);
    }

    private static bool Demangled(Utf8Buffer buffer, string name) => Demangler.TryAppend(buffer, Encoding.UTF8.GetBytes(name));

    private static string User(UserSymbols symbols, ulong address, bool offset, bool module)
    {
        var buffer = new Utf8Buffer();
        symbols.Append(buffer, address, (uint)Environment.ProcessId, "", "", offset, module);
        return Encoding.UTF8.GetString(buffer.Written);
    }
}
