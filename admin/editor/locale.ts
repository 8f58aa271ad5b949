/** Decap's Chinese is incomplete and in places wrong: what is missing or misleads on our screens. */
export const overlay = {
  auth: { login: "登录", loginWithGitHub: "登录", loggingIn: "正在登录…" },
  app: { header: { content: "内容", workflow: "审批进度", media: "媒体", quickAdd: "新增" } },
  collection: {
    sidebar: {
      collections: "栏目",
      allCollections: "全部栏目",
      searchAll: "搜索全部",
      searchIn: "搜索范围",
    },
    collectionTop: {
      sortBy: "排序",
      viewAs: "显示方式",
      newButton: "新增%{collectionLabel}",
      ascending: "升序",
      descending: "降序",
      searchResults: "“%{searchTerm}”的搜索结果",
      searchResultsInCollection: "在%{collection}中搜索“%{searchTerm}”的结果",
      filterBy: "筛选",
      groupBy: "分组",
    },
    entries: {
      loadingEntries: "正在读取…",
      cachingEntries: "正在缓存…",
      longerLoading: "第一次读取需要多等一会儿",
      noEntries: "没有内容",
      unpublishedHeader: "尚未发布",
    },
    groups: { other: "其他", negateLabel: "不是%{label}" },
    defaultFields: { author: { label: "作者" }, updatedOn: { label: "更新时间" } },
  },
  editor: {
    editorControlPane: {
      widget: {
        required: "请填写%{fieldLabel}",
        regexPattern: "%{fieldLabel}：%{pattern}",
        processing: "%{fieldLabel}正在处理",
        range: "%{fieldLabel}应在 %{minValue} 到 %{maxValue} 之间",
        min: "%{fieldLabel}不能小于 %{minValue}",
        max: "%{fieldLabel}不能大于 %{maxValue}",
        rangeMin: "%{fieldLabel}至少要有 %{minCount} 项",
        rangeMax: "%{fieldLabel}最多 %{maxCount} 项",
        rangeCount: "%{fieldLabel}应有 %{minCount} 到 %{maxCount} 项",
        rangeCountExact: "%{fieldLabel}应正好有 %{count} 项",
      },
    },
    editorToolbar: {
      saving: "正在保存…",
      save: "保存",
      statusInfoTooltipDraft: "这是草稿。写好以后把状态改为“审批中”，审批人就能看到。",
      statusInfoTooltipInReview: "正在审批。签字齐了会自动发布，不用再做别的。",
      deploymentsNotUpToDate: "预览还不是最新的",
      deployPreviewButtonLabel: "查看预览",
      deployPreviewPendingButtonLabel: "刷新预览",
      deployButtonLabel: "查看网页",
      status: "状态：%{status}",
      inReview: "审批中",
      ready: "已批准",
      draft: "草稿",
      backCollection: "返回%{collectionLabel}",
      unsavedChanges: "尚未保存",
      changesSaved: "已保存",
      discardChanges: "放弃修改",
      discardChangesAndUnpublish: "放弃修改",
    },
    editorWidgets: {
      markdown: { richText: "排版", markdown: "源码" },
      image: {
        choose: "选择图片",
        chooseMultiple: "选择多张图片",
        chooseDifferent: "换一张图片",
        addMore: "再加图片",
        remove: "移除图片",
        removeAll: "移除全部图片",
      },
      datetime: { now: "现在", setToNow: "设为现在", clear: "清除" },
      list: { add: "添加%{item}", addType: "添加%{item}" },
      object: { expand: "展开", collapse: "收起" },
    },
    editor: {
      onLeavePage: "内容还没有保存，确定要离开吗？",
      onUpdatingWithUnsavedChanges: "内容还没有保存，请先保存再改变状态。",
      confirmLoadBackup: "上次没有保存的内容还在，要恢复吗？",
    },
  },
  mediaLibrary: {
    mediaLibraryCard: {
      draft: "未发布",
      copy: "复制",
      copyUrl: "复制网址",
      copyPath: "复制路径",
      copyName: "复制文件名",
      copied: "已复制",
    },
    mediaLibrary: {
      onDelete: "确定要删除选中的文件吗？",
      fileTooLarge: "文件太大，不能超过 %{size} KB。",
    },
    mediaLibraryModal: {
      loading: "正在读取…",
      noResults: "没有找到。",
      noAssetsFound: "还没有文件。",
      noImagesFound: "还没有图片。",
      images: "图片",
      mediaAssets: "文件",
      search: "搜索…",
      uploading: "正在上传…",
      upload: "上传",
      download: "下载",
      deleting: "正在删除…",
      deleteSelected: "删除选中的文件",
      chooseSelected: "使用选中的文件",
      close: "关闭",
    },
  },
  ui: {
    toast: {
      onFailToLoadEntries: "读取失败：%{details}",
      onFailToPersist: "还没有保存：%{details}",
      entrySaved: "已保存",
      entryUpdated: "状态已更新",
      onLoggedOut: "已退出登录。请先把写好的内容另存，再重新登录",
      onBackendDown: "后台服务暂时不可用：%{details}",
    },
  },
  workflow: {
    workflow: {
      workflowHeading: "审批进度",
      newPost: "新增",
      description: "%{smart_count} 项审批中，%{readyCount} 项已批准。",
      dateFormat: "M月D日",
    },
    workflowCard: {
      lastChange: "%{date} 由 %{author} 修改",
      lastChangeNoAuthor: "%{date} 修改",
      lastChangeNoDate: "由 %{author} 修改",
      deleteChanges: "放弃修改",
    },
    workflowList: {
      onDeleteEntry: "确定要放弃这项修改吗？",
      draftHeader: "草稿",
      inReviewHeader: "审批中",
      readyHeader: "已批准",
      currentEntries: "%{smart_count} 项",
    },
  },
};

type Phrases = Record<string, unknown>;

/** `over` laid over `base`, key by key. */
export function mergePhrases(base: Phrases, over: Phrases): Phrases {
  const merged = Object.entries(over).map(([key, value]) => {
    const below = base[key];
    return [key, isPhrases(value) && isPhrases(below) ? mergePhrases(below, value) : value];
  });
  return { ...base, ...Object.fromEntries(merged) };
}

function isPhrases(value: unknown): value is Phrases {
  return typeof value === "object" && value !== null;
}
