using System.Runtime.InteropServices;

namespace Tracegate.Runtime.Libbpf;

/// <summary>
/// The functions of libbpf 1.7 that the runtime calls, with libbpf's names. Integer results are negative error numbers;
/// a null pointer has its error number in <c>errno</c> (<see cref="Marshal.GetLastPInvokeError"/>).
/// </summary>
internal static unsafe partial class LibbpfApi
{
    private const string Library = "libbpf";

    [LibraryImport(Library)]
    internal static partial nint libbpf_set_print(delegate* unmanaged<int, byte*, void*, int> callback);

    [LibraryImport(Library)]
    internal static partial int libbpf_num_possible_cpus();

    [LibraryImport(Library, SetLastError = true)]
    internal static partial nint bpf_object__open_mem(byte* buffer, nuint size, BpfObjectOpenOptions* options);

    [LibraryImport(Library)]
    internal static partial int bpf_object__load(nint handle);

    [LibraryImport(Library)]
    internal static partial void bpf_object__close(nint handle);

    [LibraryImport(Library)]
    internal static partial nint bpf_object__next_program(nint handle, nint previous);

    [LibraryImport(Library)]
    internal static partial nint bpf_object__next_map(nint handle, nint previous);

    [LibraryImport(Library)]
    internal static partial int bpf_object__btf_fd(nint handle);

    [LibraryImport(Library)]
    internal static partial byte* bpf_program__name(nint program);

    [LibraryImport(Library)]
    internal static partial int bpf_program__fd(nint program);

    [LibraryImport(Library)]
    internal static partial uint bpf_program__type(nint program);

    [LibraryImport(Library)]
    internal static partial int bpf_program__expected_attach_type(nint program);

    [LibraryImport(Library)]
    internal static partial int bpf_program__set_expected_attach_type(nint program, int type);

    [LibraryImport(Library)]
    internal static partial int bpf_program__set_autoload(nint program, byte autoload);

    [LibraryImport(Library)]
    internal static partial int bpf_program__set_attach_target(nint program, int programFd, byte* function);

    [LibraryImport(Library)]
    internal static partial int bpf_program__set_log_buf(nint program, byte* buffer, nuint size);

    [LibraryImport(Library)]
    internal static partial byte* bpf_program__insns(nint program);

    [LibraryImport(Library)]
    internal static partial nuint bpf_program__insn_cnt(nint program);

    [LibraryImport(Library, SetLastError = true)]
    internal static partial nint btf__load_vmlinux_btf();

    [LibraryImport(Library)]
    internal static partial int btf__find_by_name_kind(nint btf, byte* name, uint kind);

    [LibraryImport(Library)]
    internal static partial uint btf__type_cnt(nint btf);

    [LibraryImport(Library)]
    internal static partial uint* btf__type_by_id(nint btf, uint id);

    [LibraryImport(Library)]
    internal static partial byte* btf__name_by_offset(nint btf, uint offset);

    [LibraryImport(Library)]
    internal static partial byte* bpf_map__name(nint map);

    [LibraryImport(Library)]
    internal static partial int bpf_map__fd(nint map);

    [LibraryImport(Library)]
    internal static partial uint bpf_map__type(nint map);

    [LibraryImport(Library)]
    internal static partial int bpf_map__set_type(nint map, uint type);

    [LibraryImport(Library)]
    internal static partial uint bpf_map__max_entries(nint map);

    [LibraryImport(Library)]
    internal static partial int bpf_map__set_max_entries(nint map, uint entries);

    [LibraryImport(Library)]
    internal static partial uint bpf_map__map_flags(nint map);

    [LibraryImport(Library)]
    internal static partial int bpf_map__set_map_flags(nint map, uint flags);

    [LibraryImport(Library)]
    internal static partial uint bpf_map__key_size(nint map);

    [LibraryImport(Library)]
    internal static partial uint bpf_map__value_size(nint map);

    [LibraryImport(Library)]
    internal static partial int bpf_map_create(
        uint type, byte* name, uint keySize, uint valueSize, uint entries, BpfMapCreateOptions* options);

    [LibraryImport(Library)]
    internal static partial int bpf_map_get_info_by_fd(int fd, BpfMapInfo* info, uint* size);

    [LibraryImport(Library)]
    internal static partial int bpf_obj_pin(int fd, byte* path);

    [LibraryImport(Library)]
    internal static partial int bpf_obj_get(byte* path);

    [LibraryImport(Library)]
    internal static partial int bpf_map__reuse_fd(nint map, int fd);

    [LibraryImport(Library)]
    internal static partial byte* bpf_map__initial_value(nint map, nuint* size);

    [LibraryImport(Library, SetLastError = true)]
    internal static partial nint bpf_linker__new(byte* path, void* options);

    [LibraryImport(Library)]
    internal static partial int bpf_linker__add_buf(nint linker, byte* bytes, nuint size, void* options);

    [LibraryImport(Library)]
    internal static partial int bpf_linker__finalize(nint linker);

    [LibraryImport(Library)]
    internal static partial void bpf_linker__free(nint linker);

    [LibraryImport(Library)]
    internal static partial int bpf_map_update_elem(int fd, byte* key, byte* value, ulong flags);

    [LibraryImport(Library)]
    internal static partial int bpf_map_lookup_elem(int fd, byte* key, byte* value);

    [LibraryImport(Library)]
    internal static partial int bpf_map_delete_elem(int fd, byte* key);

    [LibraryImport(Library)]
    internal static partial int bpf_map_get_next_key(int fd, byte* key, byte* next);

    [LibraryImport(Library)]
    internal static partial int bpf_map_lookup_batch(
        int fd, byte* inBatch, byte* outBatch, byte* keys, byte* values, uint* count, BpfMapBatchOptions* options);

    [LibraryImport(Library)]
    internal static partial int bpf_map_create(
        uint type, byte* name, uint keySize, uint valueSize, uint entries, void* options);

    [LibraryImport(Library)]
    internal static partial int bpf_prog_load(
        uint type, byte* name, byte* license, byte* instructions, nuint count, BpfProgLoadOptions* options);

    [LibraryImport(Library)]
    internal static partial int bpf_prog_test_run_opts(int fd, BpfTestRunOptions* options);

    [LibraryImport(Library)]
    internal static partial int bpf_link_create(int programFd, int target, int attachType, BpfLinkCreateOptions* options);

    [LibraryImport(Library)]
    internal static partial int bpf_raw_tracepoint_open_opts(int programFd, BpfRawTracepointOptions* options);

    [LibraryImport(Library, SetLastError = true)]
    internal static partial nint ring_buffer__new(
        int mapFd, delegate* unmanaged<nint, byte*, nuint, int> callback, nint context, void* options);

    [LibraryImport(Library)]
    internal static partial int ring_buffer__consume_n(nint buffer, nuint count);

    [LibraryImport(Library)]
    internal static partial int ring_buffer__epoll_fd(nint buffer);

    [LibraryImport(Library)]
    internal static partial nint ring_buffer__ring(nint buffer, uint index);

    [LibraryImport(Library)]
    internal static partial nuint ring__avail_data_size(nint ring);

    [LibraryImport(Library)]
    internal static partial nuint ring__consumer_pos(nint ring);

    [LibraryImport(Library)]
    internal static partial int bpf_obj_get_info_by_fd(int fd, void* info, uint* length);

    [LibraryImport(Library)]
    internal static partial int bpf_map_lookup_and_delete_elem(int fd, byte* key, byte* value);

    [LibraryImport(Library)]
    internal static partial int bpf_map_lookup_and_delete_batch(
        int fd, byte* inBatch, byte* outBatch, byte* keys, byte* values, uint* count, BpfMapBatchOptions* options);

    [LibraryImport(Library)]
    internal static partial void ring_buffer__free(nint buffer);
}
